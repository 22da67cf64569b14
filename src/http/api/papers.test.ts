import { describe, expect, test } from 'vitest'
import { anAppOf } from '../../../test/support/an-app.ts'
import { aFeatured, aPaper } from '../../../test/support/builders.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { ListNewestPapers } from '../../services/list-newest.ts'

const first = aFeatured({
  id: '2604.00002' as PaperId,
  votes: 11,
  fields: {
    publishedAt: Date.UTC(2026, 3, 2),
    authors: ['Ada Kestrel'],
    projectPage: 'https://page.example',
    githubRepo: 'https://code.example/x',
    aiSummary: 'It waits.',
    aiKeywords: ['waiting'],
    organization: { handle: 'lab', externalId: 'a'.repeat(24) },
    mediaUrls: ['https://media.example/film.mp4'],
  },
})
const last = aPaper({ id: 'hep-th/9901001' as PaperId, fields: { publishedAt: Date.UTC(1999, 0, 4) } })

/** An app with two papers and more to come; tells what it was asked for. */
function setUp({ hasMore = true } = {}) {
  const asked: Parameters<ListNewestPapers>[0][] = []
  const app = anAppOf({
    listNewestPapers: (query) => {
      asked.push(query)
      return Promise.resolve({ items: [first, last], hasMore })
    },
  })
  return { app, asked }
}

describe('GET /api/papers', () => {
  test('says of a paper what the list of the format says, and no more', async () => {
    const { app } = setUp()

    const [item, bare] = (await (await app.request('/api/papers')).json()) as object[]

    expect(item).toEqual({
      id: '2604.00002',
      title: 'On the patience of long and quiet proofs',
      upvotes: 11,
      publishedAt: '2026-04-02T00:00:00.000Z',
      thumbnailUrl: expect.stringMatching(/^https:\/\/broadsheet\.example\/papers\/2604\.00002\//) as string,
      authors: [{ _id: expect.stringMatching(/^[0-9a-f]{24}$/) as string, name: 'Ada Kestrel', hidden: false }],
      summary: 'We wait.',
      projectPage: 'https://page.example',
      githubRepo: 'https://code.example/x',
      ai_summary: 'It waits.',
      organization: { _id: 'a'.repeat(24), name: 'lab' },
    })
    expect(Object.keys(bare ?? {})).toEqual([
      ...['id', 'title', 'upvotes', 'publishedAt', 'thumbnailUrl', 'authors', 'summary'],
    ])
  })

  test('goes on where the page before ended, at the public address, with the same limit', async () => {
    const { app, asked } = setUp()
    const link = (await app.request('http://spoofed.example/api/papers?limit=2')).headers.get('link') ?? ''
    const [, next = ''] = /^<(.+)>; rel="next"$/.exec(link) ?? []

    const response = await app.request(next)

    expect(next).toMatch(/^https:\/\/broadsheet\.example\/api\/papers\?limit=2&cursor=[\w-]+$/)
    expect(response.status).toBe(200)
    expect(asked).toEqual([
      { size: 2 },
      { size: 2, after: { publishedAt: Date.UTC(1999, 0, 4), id: 'hep-th/9901001' } },
    ])
  })

  test('names no next page at the end', async () => {
    const { app } = setUp({ hasMore: false })

    const response = await app.request('/api/papers')

    expect(response.headers.has('link')).toBe(false)
  })

  test.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['cursor=1', 'cursor'],
    ['cursor=', 'cursor'],
    ['cursor=a&cursor=b', 'cursor'],
    [`cursor=${'a'.repeat(2000)}`, 'cursor'],
  ])('refuses "%s" and names the parameter', async (search, name) => {
    const { app, asked } = setUp()

    const response = await app.request(`/api/papers?${search}`)

    expect(response.status).toBe(400)
    expect(response.headers.get('x-error-message')).toMatch(new RegExp(`^${name}: `))
    expect(asked).toEqual([])
  })

  test('carries a cursor of the longest id that a paper can have', async () => {
    const id = `doi:10.1000/${'论'.repeat(288)}` as PaperId
    const long = aPaper({ id, fields: { publishedAt: 1 } })
    const app = anAppOf({ listNewestPapers: () => Promise.resolve({ items: [long], hasMore: true }) })
    const link = (await app.request('/api/papers')).headers.get('link') ?? ''

    const response = await app.request(link.slice(1, link.indexOf('>')))

    expect(response.status).toBe(200)
  })
})

describe('GET /api/arxiv/{id}/repos', () => {
  test.each(['2604.00001', '2604.00001v2', 'hep-th/9901001', 'hep-th%2F9901001', 'nobody-knows'])(
    'answers three empty lists for %s',
    async (id) => {
      const response = await anAppOf({}).request(`/api/arxiv/${id}/repos`)

      expect(response.status).toBe(200)
      expect(await response.json()).toEqual({ models: [], datasets: [], spaces: [] })
    },
  )
})

/** The headers of an answer but for its own name. */
function listHeaders({ headers }: Response): [string, string][] {
  return [...headers].filter(([name]) => name !== 'x-request-id')
}

describe('every address of the API', () => {
  test.each(['/api/daily_papers', '/api/papers', '/api/papers/2604.00002', '/api/arxiv/2604.00002/repos'])(
    'answers HEAD %s with the headers of GET alone, whatever token came with it',
    async (path) => {
      const app = anAppOf({ findPaper: () => Promise.resolve(first) })
      const headers = { authorization: 'Bearer hf_unknown' }

      const [get, head] = [await app.request(path, { headers }), await app.request(path, { method: 'HEAD', headers })]

      expect([get.status, head.status]).toEqual([200, 200])
      expect(listHeaders(head)).toEqual(listHeaders(get))
      expect(await head.text()).toBe('')
    },
  )
})
