import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/databases.ts'
import type { Joined } from '../../../test/support/subscribers.ts'
import { aSubscriptionApp, postForm, type SubscriptionApp } from '../../../test/support/subscription-app.ts'
import type { Db } from '../../store/db.ts'

let db: Db
let given: SubscriptionApp
let ada: Joined
let inbox: string
beforeEach(async () => {
  db = await freshDatabase({ dialect: 'sqlite' })
  given = aSubscriptionApp(db, { offersMail: false })
  ada = await given.join('ada@example.org')
  inbox = `/inbox/${ada.recipient.secret}`
})
afterEach(() => db.destroy())

const get = (path: string) => Promise.resolve(given.app.request(path))

test('the private page says that no digest goes out, and promises none', async () => {
  const page = await (await get(inbox)).text()

  expect(page).toContain('<strong>No digest goes out at present:</strong> this server sends no mail.')
  expect(page).toContain('None while this server sends no mail')
  expect(page).not.toContain('23 November 2026')
  expect(page).not.toContain('Send now')
  expect(page).toContain('>Pause</button>')
})

test('a channel that is no mail goes on as ever', async () => {
  await db.updateTable('recipient').set({ channel: 'ntfy', address: 'https://ntfy.example/owls' }).execute()

  const page = await (await get(inbox)).text()

  expect(page).not.toContain('sends no mail')
  expect(page).toContain('Monday 23 November 2026 at 07:00')
  expect(page).toContain('Send now')
})

test('nothing is sent now by a form that was open before, and the page says why', async () => {
  const answer = await postForm(given.app, `${inbox}/subscriptions/${ada.subscription.id}`, { act: 'send' })

  expect(answer.status).toBe(409)
  expect(await answer.text()).toMatch(/role="alert"><strong>This server sends no mail at present\. Nothing was sent/)
  expect(given.sentNow).toEqual([])
})

test('who lost the private link is told that it cannot be mailed, and where it still stands', async () => {
  const answer = await get('/inbox')
  const page = await answer.text()

  expect(answer.status).toBe(200)
  expect(page).toContain('cannot mail you the private link')
  expect(page).toContain('href="/feeds"')
  expect(page).not.toContain('<form')
})
