import { describe, expect, test } from 'vitest'
import { anAppOf, NOON } from '../../../test/support/an-app.ts'

/** An app of two requests to each bucket, asked from an address as a server would tell it. */
function setUp(rateLimits = { api: 2, pages: 2 }) {
  const clock = { now: NOON }
  const app = anAppOf({ rateLimits, clock: () => clock.now })
  const ask = (path: string, remoteAddress = '203.0.113.7', headers: Record<string, string> = {}) =>
    app.request(path, { headers }, { incoming: { socket: { remoteAddress, remotePort: 1, remoteFamily: 'IPv4' } } })
  return { ask, clock }
}

// What huggingface_hub looks for in the header.
const LEFT = /"(\w+)"\s*;\s*r\s*=\s*(\d+)\s*;\s*t\s*=\s*(\d+)/

describe('the limit of requests', () => {
  test('is told in every answer, of what is left and by what rule', async () => {
    const { ask, clock } = setUp()
    await ask('/api/daily_papers')
    clock.now += 100_500

    const response = await ask('/api/nothing')

    expect(response.headers.get('ratelimit')).toBe('"api";r=0;t=200')
    expect(response.headers.get('ratelimit-policy')).toBe('"fixed window";"api";q=2;w=300')
    expect(LEFT.exec(response.headers.get('ratelimit') ?? '')?.slice(1)).toEqual(['api', '0', '200'])
  })

  test('is told with 304 and counts it', async () => {
    const { ask } = setUp()
    const etag = (await ask('/api/papers')).headers.get('etag') ?? ''

    const again = await ask('/api/papers', undefined, { 'if-none-match': etag })

    expect(again.status).toBe(304)
    expect(again.headers.get('ratelimit')).toBe('"api";r=0;t=300')
  })

  test('refuses what is over it as a problem that says when to go on, and to scripts of other sites too', async () => {
    const { ask, clock } = setUp()
    for (let time = 0; time < 2; time++) await ask('/api/daily_papers')
    clock.now += 1

    const response = await ask('/api/daily_papers')

    expect(response.status).toBe(429)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('retry-after')).toBe('300')
    expect(response.headers.get('x-error-message')).toBe('Too many requests. Go on in 300 seconds')
    expect(response.headers.get('ratelimit')).toBe('"api";r=0;t=300')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.has('etag')).toBe(false)
    expect(await response.json()).toMatchObject({
      title: 'rate_limited',
      error: expect.stringMatching(/^Too many/) as string,
    })
  })

  test('ends when it said it would', async () => {
    const { ask, clock } = setUp()
    for (let time = 0; time < 5; time++) await ask('/api/daily_papers')
    const seconds = Number((await ask('/api/daily_papers')).headers.get('retry-after'))
    clock.now += seconds * 1000

    const response = await ask('/api/daily_papers')

    expect(response.status).toBe(200)
  })

  test('of pages is another one, refused with a page', async () => {
    const { ask } = setUp()
    for (let time = 0; time < 2; time++) await ask('/papers')

    const [page, answer] = [await ask('/papers'), await ask('/api/daily_papers')]

    expect([page.status, answer.status]).toEqual([429, 200])
    expect(page.headers.get('content-type')).toMatch(/^text\/html/)
    expect(await page.text()).toContain('Too many requests. Go on in 300 seconds')
  })

  test('is the same for all addresses of an IPv6 network of 64 bits', async () => {
    const { ask } = setUp()
    await ask('/api/papers', '2001:db8:1:2::a')
    await ask('/api/papers', '2001:db8:1:2::b')

    const [neighbour, stranger] = [
      await ask('/api/papers', '2001:db8:1:2::c'),
      await ask('/api/papers', '2001:db8:1:3::c'),
    ]

    expect([neighbour.status, stranger.status]).toEqual([429, 200])
  })

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
    'never refuses programs on this machine (%s)',
    async (address) => {
      const { ask } = setUp()

      const answers = await Promise.all(Array.from({ length: 5 }, () => ask('/api/papers', address)))

      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
      expect(answers[4]?.headers.get('ratelimit')).toBe('"api";r=2;t=300')
    },
  )

  test.each([{ 'x-forwarded-for': '203.0.113.7' }, { forwarded: 'for=203.0.113.7' }])(
    'holds for who comes through a proxy on this machine, with %j',
    async (headers) => {
      const { ask } = setUp()
      for (let time = 0; time < 2; time++) await ask('/api/papers', '127.0.0.1', headers)

      const response = await ask('/api/papers', '127.0.0.1', headers)

      expect(response.status).toBe(429)
    },
  )

  test.each(['/healthz', '/icon.svg', '/favicon.ico'])('does not count %s', async (path) => {
    const { ask } = setUp()

    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(path)))

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(answers[0]?.headers.has('ratelimit')).toBe(false)
  })

  test('spares mail providers that end digests for their readers', async () => {
    const app = anAppOf({ rateLimits: { api: 2, pages: 2 }, clock: () => NOON })
    const end = () =>
      app.request(
        '/u/abcdefghijklmnopqrstuv',
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          body: 'List-Unsubscribe=One-Click',
        },
        { incoming: { socket: { remoteAddress: '203.0.113.7' } } },
      )

    const answers = [await end(), await end(), await end()]

    // No digests are sent here, so there is none to end.
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  })

  test('is none where it is set to 0', async () => {
    const { ask } = setUp({ api: 0, pages: 2 })

    const answers = await Promise.all(Array.from({ length: 5 }, () => ask('/api/papers')))

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(answers[0]?.headers.has('ratelimit')).toBe(false)
  })
})
