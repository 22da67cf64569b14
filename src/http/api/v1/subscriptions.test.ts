import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/databases.ts'
import type { Joined } from '../../../../test/support/subscribers.ts'
import { aSubscriptionApp, type SubscriptionApp } from '../../../../test/support/subscription-app.ts'
import type { Db } from '../../../store/db.ts'
import { askedAnswer, inboxAnswer, subscriptionItem } from './subscription-schemas.ts'

let db: Db
let given: SubscriptionApp
let ada: Joined
let path: string
beforeEach(async () => {
  db = await freshDatabase({ dialect: 'sqlite' })
  given = aSubscriptionApp(db)
  ada = await given.join('ada@example.org')
  path = `/api/v1/inboxes/${ada.recipient.secret}/subscriptions/${ada.subscription.id}`
})
afterEach(() => db.destroy())

const send = (method: string, to: string, body: unknown) =>
  Promise.resolve(
    given.app.request(to, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )

const ASKED = {
  address: 'bob@Example.org',
  wish: { kind: 'search', query: 'owls' },
  rhythm: { span: 'week', weekdays: [5], hour: 16, zone: 'Europe/Oslo' },
}

describe('POST /api/v1/subscriptions', () => {
  test('asks by mail, with ten papers where no number is given', async () => {
    const answer = await send('POST', '/api/v1/subscriptions', ASKED)
    await given.deliver()

    const body: unknown = await answer.json()
    expect(answer.status).toBe(202)
    expect(body).toEqual({
      address: 'bob@example.org',
      expiresAt: new Date(given.time.now + 48 * 3_600_000).toISOString(),
    })
    expect(askedAnswer.parse(body)).toEqual(body)
    expect(given.mails.at(-1)).toMatchObject({
      kind: 'question',
      to: 'bob@example.org',
      mail: { subscription: { size: 10 } },
    })
  })

  test('answers the same for an address that has it already', async () => {
    const known = { ...ASKED, address: 'ada@example.org', wish: { kind: 'trending' } }

    const [fresh, again] = [
      await send('POST', '/api/v1/subscriptions', ASKED),
      await send('POST', '/api/v1/subscriptions', known),
    ]

    expect([fresh.status, again.status]).toEqual([202, 202])
    expect(Object.keys((await again.json()) as object)).toEqual(Object.keys((await fresh.json()) as object))
  })

  test.each([
    ['no JSON', '{"address":', 'The body is not JSON'],
    ['nothing', {}, 'address: '],
    ['an unknown wish', { ...ASKED, wish: { kind: 'all' } }, 'wish.kind: '],
    ['no weekday', { ...ASKED, rhythm: { ...ASKED.rhythm, weekdays: [] } }, 'rhythm.weekdays: '],
    ['two days for a week', { ...ASKED, rhythm: { ...ASKED.rhythm, weekdays: [1, 2] } }, 'one day of the week'],
    ['a zone of nowhere', { ...ASKED, rhythm: { ...ASKED.rhythm, zone: 'Nowhere/At_All' } }, 'time zone'],
    ['too many papers', { ...ASKED, size: 51 }, 'size: '],
    ['no address', { ...ASKED, address: 'nobody' }, 'not a mail address'],
    ['a key too many', { ...ASKED, secret: 'x' }, 'body: '],
  ])('refuses %s, and says what is wrong', async (_what, body, fault) => {
    const answer = await send('POST', '/api/v1/subscriptions', body)

    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(((await answer.json()) as { detail: string }).detail).toContain(fault)
  })
})

describe('GET /api/v1/inboxes/{secret}', () => {
  test('tells everything of one recipient', async () => {
    const body: unknown = await (await given.app.request(`/api/v1/inboxes/${ada.recipient.secret}`)).json()

    expect(inboxAnswer.parse(body)).toEqual(body)
    expect(body).toMatchObject({
      ...{ channel: 'mail', address: 'ada@example.org', digests: [] },
      subscriptions: [
        { id: ada.subscription.id, title: 'Trending papers', state: 'active', nextAt: '2026-11-23T06:00:00.000Z' },
      ],
    })
  })

  test.each(['abcdefghijklmnopqrstuv', 'x', '..%2f', `${'x'.repeat(2000)}`])(
    'is a problem for "%s"',
    async (secret) => {
      const answer = await given.app.request(`/api/v1/inboxes/${secret}`)

      expect(answer.status).toBe(404)
    },
  )
})

describe('a subscription', () => {
  test('is paused, changed and gone on with in one word each or in several', async () => {
    const paused = await send('PATCH', path, { state: 'paused', size: 5 })
    const active = await send('PATCH', path, { state: 'active', rhythm: ASKED.rhythm })

    const bodies = [await paused.json(), await active.json()]
    expect(bodies).toMatchObject([
      { state: 'paused', size: 5 },
      { state: 'active', size: 5, rhythm: ASKED.rhythm, nextAt: '2026-11-20T15:00:00.000Z' },
    ])
    for (const body of bodies) expect(subscriptionItem.parse(body)).toEqual(body)
    expect(bodies[0]).not.toHaveProperty('nextAt')
  })

  test('ends, and again', async () => {
    const ask = () => Promise.resolve(given.app.request(path, { method: 'DELETE' }))

    const answers = [await ask(), await ask()]

    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await answers[1]?.json()).toMatchObject({ state: 'ended' })
  })

  test('that has ended changes no more', async () => {
    await given.app.request(path, { method: 'DELETE' })

    const answer = await send('PATCH', path, { size: 5 })

    expect(answer.status).toBe(409)
  })

  test.each([{}, { state: 'ended' }, { state: 'pending' }, { size: 0 }, []])('is not changed by %j', async (body) => {
    const answer = await send('PATCH', path, body)

    expect(answer.status).toBe(400)
  })

  test('of somebody else is not to be had', async () => {
    const bob = await given.join('bob@example.org')
    const theirs = `/api/v1/inboxes/${bob.recipient.secret}/subscriptions/${ada.subscription.id}`

    const answers = [await send('PATCH', theirs, { size: 1 }), await given.app.request(theirs, { method: 'DELETE' })]

    expect(answers.map(({ status }) => status)).toEqual([404, 404])
  })
})
