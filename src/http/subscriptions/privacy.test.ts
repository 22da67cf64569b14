import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anAppOf } from '../../../test/support/an-app.ts'
import { freshDatabase } from '../../../test/support/databases.ts'
import { startServer } from '../server.ts'
import { aSubscriptionApp } from '../../../test/support/subscription-app.ts'
import type { Db } from '../../store/db.ts'

let db: Db
beforeEach(async () => void (db = await freshDatabase({ dialect: 'sqlite' })))
afterEach(() => db.destroy())

const SECRET = 'abcdefghijklmnopqrstuv'
const PRIVATE = [
  `/inbox/${SECRET}`,
  `/inbox/${SECRET}/digests/x`,
  `/inbox/${SECRET}/preview/x/mail`,
  `/inbox/${SECRET}/subscriptions/x`,
  `/feeds/digests/${SECRET}.atom`,
  `/confirm/${SECRET}`,
  `/u/${SECRET}`,
  `/f/${SECRET}`,
  `/api/v1/inboxes/${SECRET}`,
  `/api/v1/inboxes/${SECRET}/subscriptions/x`,
]

describe.each(PRIVATE)('%s', (path) => {
  test('is kept by nobody, told to nobody and found by nobody, though it be an error', async () => {
    const { headers } = await anAppOf({}).request(path)

    const seen = ['cache-control', 'referrer-policy', 'x-robots-tag', 'etag'].map((name) => headers.get(name))
    expect(seen).toEqual(['private, no-store', 'no-referrer', 'noindex, nofollow', null])
  })
})

test('what is there is kept by nobody either', async () => {
  const given = aSubscriptionApp(db)
  const { recipient } = await given.join('ada@example.org')

  const answers = await Promise.all(
    [`/inbox/${recipient.secret}`, `/api/v1/inboxes/${recipient.secret}`].map((path) => given.app.request(path)),
  )

  for (const { status, headers } of answers) {
    expect([status, headers.get('cache-control'), headers.get('etag')]).toEqual([200, 'private, no-store', null])
  }
})

test('the log never holds the secret of an address, however the answer goes', async () => {
  const written: string[] = []
  const given = aSubscriptionApp(db, { log: (event, facts) => void written.push(JSON.stringify([event, facts])) })
  const { recipient, subscription } = await given.join('ada@example.org')
  const server = await startServer((request, env) => given.app.fetch(request, env), { host: '127.0.0.1', port: 0 })
  const paths = [
    ...PRIVATE,
    `/inbox/${recipient.secret}`,
    `/inbox/${recipient.secret}/preview/${subscription.id}`,
    `/inbox?address=ada@example.org`,
  ]
  const ask = async (path: string, init?: RequestInit) =>
    (await fetch(`http://127.0.0.1:${server.port}${path}`, init)).arrayBuffer()
  for (const path of paths) await ask(path)
  await ask('/subscriptions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
    body: 'address=ada%40example.org&wish=trending&days=1',
  })
  await db.destroy()
  for (const path of paths) await ask(path)
  await server.close(1000)

  const log = written.join('\n')
  expect(log).toContain('request.failed')
  expect(log).toContain('/inbox/:secret')
  for (const secret of [SECRET, recipient.secret, 'ada@', 'example.org']) expect(log).not.toContain(secret)
})
