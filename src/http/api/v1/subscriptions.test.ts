import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/databases.ts'
import { type Joined, SECRET, someSubscribers } from '../../../../test/support/subscribers.ts'
import { aSubscriptionApp, postForm, type SubscriptionApp } from '../../../../test/support/subscription-app.ts'
import { ASK_LIMITS } from '../../../services/subscriptions/limits.ts'
import { createSignedLinks } from '../../../services/subscriptions/signed-links.ts'
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

const fail = () => Promise.reject(new Error('not here'))
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
    [{ kind: 'organisation', handle: 'nosuchorg' }, 'No paper of nosuchorg has come in here so far'],
    [{ kind: 'author', name: 'Nobody Known' }, 'No paper of Nobody Known has come in here so far'],
    [{ kind: 'similar', papers: ['9999.99999'] }, 'No paper “9999.99999” has come in here so far'],
  ])('tells of %j that it may bring nothing, whether or not the address is known', async (wish, doubt) => {
    const asked = [
      { ...ASKED, wish },
      { ...ASKED, wish, address: 'ada@example.org' },
    ]

    const answers = [
      await send('POST', '/api/v1/subscriptions', asked[0]),
      await send('POST', '/api/v1/subscriptions', asked[1]),
    ]

    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as { doubt: string }[]
    expect(answers.map(({ status }) => status)).toEqual([202, 202])
    for (const body of bodies) expect(askedAnswer.parse(body)).toEqual(body)
    expect(bodies[0]?.doubt).toContain(doubt)
    expect(bodies[1]?.doubt).toBe(bodies[0]?.doubt)
  })

  test('says when to ask again where a network has had its share of the hour, on the page too', async () => {
    const limited = someSubscribers(db, { limits: { ...ASK_LIMITS, networkHourly: 1 } })
    limited.time.now = Date.parse('2026-11-20T12:59:30.500Z')
    const others = { links: createSignedLinks(SECRET, ''), preview: fail, sendNow: fail }
    given = aSubscriptionApp(db, { subscriptions: { subscribing: limited, ...others } })

    const first = await send('POST', '/api/v1/subscriptions', ASKED)
    const second = await send('POST', '/api/v1/subscriptions', ASKED)
    const page = await postForm(given.app, '/subscriptions', { address: 'b@example.org', wish: 'trending', days: '1' })

    const told = [first, second, page].map(({ status, headers }) => [status, headers.get('Retry-After')])
    expect(told).toEqual([
      [202, null],
      [429, '30'],
      [429, '30'],
    ])
  })

  test.each([
    ['no JSON', '{"address":', 'The body is not JSON'],
    ['nothing', {}, 'address: is missing'],
    ['an unknown wish', { ...ASKED, wish: { kind: 'all' } }, 'wish.kind: expected one of trending, edition, search'],
    ['a wish of no kind', { ...ASKED, wish: {} }, 'wish.kind: expected one of trending, edition, search'],
    [
      'a wish without words',
      { ...ASKED, wish: { kind: 'search', query: '' } },
      'wish.query: expected at least 1 character',
    ],
    ['a wish with nothing', { ...ASKED, wish: { kind: 'search' } }, 'wish.query: is missing'],
    [
      'a span of a month',
      { ...ASKED, rhythm: { ...ASKED.rhythm, span: 'month' } },
      'rhythm.span: expected one of day, week',
    ],
    [
      'an eighth day',
      { ...ASKED, rhythm: { ...ASKED.rhythm, weekdays: [7] } },
      'rhythm.weekdays.0: expected at most 6',
    ],
    ['half an hour', { ...ASKED, rhythm: { ...ASKED.rhythm, hour: 7.5 } }, 'rhythm.hour: expected a whole number'],
    ['an hour in letters', { ...ASKED, rhythm: { ...ASKED.rhythm, hour: 'seven' } }, 'rhythm.hour: expected a number'],
    [
      'no weekday',
      { ...ASKED, rhythm: { ...ASKED.rhythm, weekdays: [] } },
      'rhythm.weekdays: expected at least 1 of them',
    ],
    ['two days for a week', { ...ASKED, rhythm: { ...ASKED.rhythm, weekdays: [1, 2] } }, 'one day of the week'],
    ['a zone of nowhere', { ...ASKED, rhythm: { ...ASKED.rhythm, zone: 'Nowhere/At_All' } }, 'time zone'],
    ['too many papers', { ...ASKED, size: 51 }, 'size: expected at most 50'],
    ['no address', { ...ASKED, address: 'nobody' }, 'not a mail address'],
    ['a key too many', { ...ASKED, secret: 'x' }, 'body: there is no “secret”'],
    ['a list', [], 'body: expected an object'],
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
