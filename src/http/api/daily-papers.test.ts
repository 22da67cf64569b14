import { describe, expect, test } from 'vitest'
import { aFeatured } from '../../../test/support/builders.ts'
import type { EditionRange } from '../../services/list-edition.ts'
import { anAppOf } from '../../../test/support/an-app.ts'

/** An app whose edition holds two papers and more; tells what it was asked for. */
function setUp() {
  const asked: EditionRange[] = []
  const trending: unknown[][] = []
  const items = [{ paper: aFeatured() }, { paper: aFeatured({ votes: 0 }) }]
  const app = anAppOf({
    listFeaturedPapers: (query) => {
      asked.push(query)
      return Promise.resolve({ items, hasMore: true })
    },
    listTrendingPapers: (...query) => {
      trending.push(query)
      return Promise.resolve({ items, hasMore: true })
    },
  })
  return { app, asked, trending }
}

describe('GET /api/daily_papers', () => {
  // At noon of 29 May 2026 in New York, so that day's edition is the newest that is open.
  test.each([
    ['', { to: '2026-05-29', offset: 0, size: 50 }],
    ['?date=2026-04-01&limit=100', { from: '2026-04-01', to: '2026-04-01', offset: 0, size: 100 }],
    ['?date=2026-05-29', { from: '2026-05-29', to: '2026-05-29', offset: 0, size: 50 }],
    ['?week=2026-W14&p=2&limit=10', { from: '2026-03-30', to: '2026-04-05', offset: 20, size: 10 }],
    ['?month=2026-02', { from: '2026-02-01', to: '2026-02-28', offset: 0, size: 50 }],
    ['?month=2026-05', { from: '2026-05-01', to: '2026-05-29', offset: 0, size: 50 }],
    ['?submitter=ada-k&sort=publishedAt', { to: '2026-05-29', submitter: 'ada-k', offset: 0, size: 50 }],
    ['?submitter=ada-k&sort=trending', { to: '2026-05-29', submitter: 'ada-k', offset: 0, size: 50 }],
    ['?date=2026-04-01&sort=trending', { from: '2026-04-01', to: '2026-04-01', offset: 0, size: 50 }],
    ['?nothing=of&the=kind&the=kind&date=2026-04-01', { from: '2026-04-01', to: '2026-04-01', offset: 0, size: 50 }],
    ['?p=1000000000', { to: '2026-05-29', offset: 50_000_000_000, size: 50 }],
  ])('asks for what "%s" names', async (search, expected) => {
    const { app, asked } = setUp()

    const response = await app.request(`/api/daily_papers${search}`)

    expect(response.status).toBe(200)
    expect(asked).toEqual([expected])
  })

  test('asks for what trends up to the newest open edition, where no period is named', async () => {
    const { app, asked, trending } = setUp()

    const response = await app.request('/api/daily_papers?sort=trending&p=2&limit=10')

    expect(await response.json()).toHaveLength(2)
    expect(response.headers.get('link')).toContain('sort=trending&p=3&limit=10')
    expect([asked, trending]).toEqual([[], [['2026-05-29', { offset: 20, size: 10 }]]])
  })

  test.each([
    ['date=2026-4-1', 'date'],
    ['date=2025-13-40', 'date'],
    ['date=2026-02-29', 'date'],
    ['date=', 'date'],
    ['date=2026-05-30', 'date'],
    ['date=2026-04-01%0d%0aX-Evil:%201', 'date'],
    ['week=2026-W54', 'week'],
    ['week=2027-W01', 'week'],
    ['month=2026-13', 'month'],
    ['month=2026-06', 'month'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=', 'limit'],
    ['limit=1e1', 'limit'],
    ['limit=%2010', 'limit'],
    ['p=-1', 'p'],
    ['p=1.5', 'p'],
    ['p=1e9', 'p'],
    ['p=1000000001', 'p'],
    ['p=99999999999999999999999', 'p'],
    ['p=1&p=2', 'p'],
    ['date=2026-04-01&date=2026-04-01', 'date'],
    ['sort=votes', 'sort'],
    ['submitter=', 'submitter'],
    ['submitter=%00', 'submitter'],
    [`submitter=${'a'.repeat(9000)}`, 'submitter'],
    ['date=2026-04-01&week=2026-W14', 'date, week and month'],
  ])('refuses "%s" and names the parameter', async (search, name) => {
    const { app, asked } = setUp()

    const response = await app.request(`/api/daily_papers?${search}`)

    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const problem = (await response.json()) as Record<string, unknown>
    expect(Object.keys(problem).sort()).toEqual(['detail', 'error', 'instance', 'status', 'title', 'type'])
    expect(problem).toMatchObject({ title: 'invalid', status: 400, instance: '/api/daily_papers' })
    expect(problem['error']).toBe(problem['detail'])
    expect(problem['error']).toMatch(new RegExp(`^${name}\\b`))
    expect(response.headers.get('x-error-message')).toMatch(new RegExp(`^${name}\\b`))
    expect(asked).toEqual([])
  })

  test('names the next page at the public address, with the same query', async () => {
    const { app } = setUp()

    const response = await app.request('http://spoofed.example/api/daily_papers?date=2026-04-01&limit=2&x=%3E%0D%0A')

    expect(response.headers.get('link')).toBe(
      '<https://broadsheet.example/api/daily_papers?date=2026-04-01&limit=2&x=%3E%0D%0A&p=1>; rel="next"',
    )
  })

  test('is not kept from reading by a token it does not know, and may be read by other sites', async () => {
    const { app } = setUp()

    const response = await app.request('/api/daily_papers', { headers: { authorization: 'Bearer unknown' } })

    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
  })

  test('answers 304 to who has the same answer already', async () => {
    const { app } = setUp()
    const etag = (await app.request('/api/daily_papers')).headers.get('etag') ?? ''

    const again = await app.request('/api/daily_papers', { headers: { 'if-none-match': etag } })

    expect(etag).toMatch(/^W\/"/)
    expect(again.status).toBe(304)
  })
})
