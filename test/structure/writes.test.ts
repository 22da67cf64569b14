import { describe, expect, test } from 'vitest'
import { anAppOf, NOON } from '../support/an-app.ts'

/** Asked without a connection, as by a program on this machine: it counts nothing. */
const app = anAppOf({})
const BASE = 'https://broadsheet.example'
const FORM = 'application/x-www-form-urlencoded'

/** All that changes anything. What is added here has to pass the tests below; what is not added is refused by the first. */
const WRITES = [
  'DELETE /api/v1/inboxes/:secret/subscriptions/:id',
  'PATCH /api/v1/inboxes/:secret/subscriptions/:id',
  'POST /api/v1/subscriptions',
  'POST /api/v1/subscriptions/rooms',
  'POST /confirm/:token',
  'POST /f/:token',
  'POST /inbox',
  'POST /inbox/:secret',
  'POST /inbox/:secret/subscriptions/:id',
  'POST /subscriptions',
  'POST /u/:token',
  'POST /u/test-message',
]

/** Mail programs ask for it from anywhere: RFC 8058. */
const ONE_CLICK = 'POST /u/:token'
const GUARDED = WRITES.filter((route) => !route.startsWith('POST /u/'))

function toRequest(route: string): { method: string; path: string; type: string } {
  const [method = '', pattern = ''] = route.split(' ')
  const path = pattern.replaceAll(/:\w+/g, 'abcdefghijklmnopqrstuv')
  return { method, path, type: path.startsWith('/api/') ? 'application/json' : FORM }
}

const send = (route: string, headers: Record<string, string>, body = 'x=1') => {
  const { method, path } = toRequest(route)
  return app.request(path, { method, headers, body })
}

test('nothing else changes anything', () => {
  const reading = new Set(['ALL', 'GET', 'HEAD', 'OPTIONS'])

  const routes = app.routes.filter(({ method }) => !reading.has(method))

  expect(routes.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(WRITES)
})

describe.each(GUARDED)('%s', (route) => {
  test.each([
    ['a page of another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
    ['a page of another site, sent by an old browser', { Origin: 'https://evil.example' }],
    ['a page of another part of the domain', { Origin: 'https://x.broadsheet.example', 'Sec-Fetch-Site': 'same-site' }],
    ['a frame without an origin', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
    ['nowhere', {}],
  ])('takes no form from %s', async (_where, headers) => {
    const answer = await send(route, { 'Content-Type': FORM, ...headers } as Record<string, string>)

    expect(answer.status).toBe(403)
    expect(answer.headers.get('connection')).toBe('close')
  })

  test.each([
    ['a page of another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
    ['a page of another site, sent by an old browser', { Origin: 'https://evil.example' }],
    ['a page of another part of the domain', { 'Sec-Fetch-Site': 'same-site' }],
  ])('takes no JSON from %s either', async (_where, headers) => {
    const answer = await send(route, { 'Content-Type': 'application/json', ...headers } as Record<string, string>, '{}')

    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })

  test('is nothing that a script of another site is let ask for, or read the answer of', async () => {
    const { method, path, type } = toRequest(route)
    const asks = { 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': 'content-type' }

    const preflight = await app.request(path, {
      method: 'OPTIONS',
      headers: { Origin: 'https://evil.example', ...asks },
    })
    const answer = await send(route, { 'Content-Type': type, Origin: BASE }, '{}')

    for (const { headers } of [preflight, answer]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })

  test('takes no body of more than 8 kB', async () => {
    const { type } = toRequest(route)
    const ours = { 'Content-Type': type, Origin: BASE, 'Sec-Fetch-Site': 'same-origin' }

    const answers = [
      await send(route, ours, 'x='.padEnd(8193, 'y')),
      await send(route, { ...ours, 'Content-Length': '8193' }),
    ]

    for (const answer of answers) {
      expect([answer.status, answer.headers.get('connection')]).toEqual([400, 'close'])
      expect(await answer.text()).toContain('more than 8 kB')
    }
  })

  test('takes no body of another type', async () => {
    const headers = { 'Content-Type': 'text/csv', Origin: BASE, 'Sec-Fetch-Site': 'same-origin' }

    const answer = await send(route, headers)

    expect([answer.status, answer.headers.get('connection')]).toEqual([400, 'close'])
    expect(await answer.text()).toContain('Content-Type')
  })

  test('takes sixty requests in five minutes from one client', async () => {
    const clock = { now: NOON }
    const app = anAppOf({ clock: () => clock.now })
    const { method, path, type } = toRequest(route)
    const ask = (remoteAddress: string) =>
      app.request(
        path,
        { method, headers: { 'Content-Type': type, Origin: BASE }, body: '{}' },
        { incoming: { socket: { remoteAddress } } },
      )
    for (let time = 0; time < 60; time++) await ask('203.0.113.7')

    const [next, other] = [await ask('203.0.113.7'), await ask('203.0.113.8')]
    clock.now += 300_000
    const later = await ask('203.0.113.7')

    expect([next.status, next.headers.get('retry-after')]).toEqual([429, '300'])
    expect([other.status, later.status]).not.toContain(429)
  })
})

describe(ONE_CLICK, () => {
  test('is taken from anywhere, as often as mail providers like, but not with a long body', async () => {
    const { path } = toRequest(ONE_CLICK)
    const ask = (body: string) =>
      app.request(
        path,
        { method: 'POST', headers: { 'Content-Type': FORM, Origin: 'https://mail.example' }, body },
        { incoming: { socket: { remoteAddress: '203.0.113.7' } } },
      )

    const answers = await Promise.all(Array.from({ length: 70 }, () => ask('List-Unsubscribe=One-Click')))
    const long = await ask('x='.padEnd(8193, 'y'))

    // No digests are sent here, so there is none to end.
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
    expect([long.status, long.headers.get('connection')]).toEqual([400, 'close'])
  })
})
