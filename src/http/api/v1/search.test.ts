import { describe, expect, test } from 'vitest'
import { AppError } from '../../../domain/error.ts'
import type { Headline } from '../../../domain/headline.ts'
import type { PaperId } from '../../../domain/paper.ts'
import type { Day } from '../../../domain/time.ts'
import type { AppDeps } from '../../app.ts'
import type { SearchPage, SearchRequest } from '../../../services/search/searching.ts'
import { anAppOf, NOTHING_FOUND } from '../../../../test/support/an-app.ts'
import { aPaper } from '../../../../test/support/builders.ts'

const id = (text: string): PaperId => text as PaperId

const HEADLINE: Headline = {
  ...{ id: id('hep-th/9901001'), title: 'Owls of the coast', abstract: 'They hear.', authors: ['Ada Kestrel'] },
  ...{ organization: { handle: 'lab' }, categories: ['cs.LG'], votes: 2, comments: 0, changeNumber: 9 },
  ...{ publishedAt: Date.UTC(2026, 2, 31), featuredOn: '2026-04-01' as Day },
}
const PAPER = {
  id: 'hep-th/9901001',
  title: 'Owls of the coast',
  authors: ['Ada Kestrel'],
  categories: ['cs.LG'],
  ...{ votes: 2, comments: 0, publishedAt: '2026-03-31T00:00:00.000Z', featuredOn: '2026-04-01' },
  organization: { handle: 'lab' },
  url: 'https://broadsheet.example/papers/hep-th/9901001',
}
const TITLE = [
  { type: 'highlight' as const, text: 'Owls' },
  { type: 'text' as const, text: ' of the coast' },
]
const PAGE: SearchPage = { ...NOTHING_FOUND, found: [{ headline: HEADLINE, score: 0.5, title: TITLE }], matched: 1 }

/** Asks an app whose search answers `page`; `asked` is what it took. */
async function ask(path: string, page: SearchPage = PAGE, wish: Partial<AppDeps> = {}) {
  const asked: SearchRequest[] = []
  const searchPapers = (request: SearchRequest): Promise<SearchPage> => {
    asked.push(request)
    return Promise.resolve(page)
  }
  const findPaper: AppDeps['findPaper'] = (asked) =>
    Promise.resolve(asked.startsWith('no') ? undefined : aPaper({ id: id(asked.replace(/v\d$/, '')) }))
  const answer = await anAppOf({ searchPapers, findPaper, ...wish }).request(path)
  return { asked, answer, json: (await answer.json()) as Record<string, unknown> }
}

describe('/api/v1/search', () => {
  test('answers everything that a search finds', async () => {
    const text = [{ type: 'text' as const, text: 'They hear.' }]
    const parts = [{ name: 'words', value: 0.5, detail: 'owls' }]
    const filters = [{ kind: 'year' as const, value: '2026', count: 1, text: 'owls date:2026', isOn: false }]
    const { json } = await ask('/api/v1/search?q=owsl&explain=1', {
      ...PAGE,
      found: [{ headline: HEADLINE, score: 0.5, title: TITLE, abstract: text, excerpt: text, parts }],
      ...{ matched: 1234, isExact: false, filters, suggestion: 'owls', named: id('x'), isPartial: true, waiting: 3 },
      meaningNote: 'Searched by words alone.',
      ...{ absent: '2605.00009', unknownWords: ['owsl'] },
    })

    expect(json).toEqual({
      papers: [{ paper: PAPER, score: 0.5, highlightedTitle: TITLE, highlightedAbstract: text, excerpt: text, parts }],
      ...{ matched: 1234, isExact: false, hasMore: false, mode: 'hybrid', filters, suggestion: 'owls', named: 'x' },
      ...{
        isPartial: true,
        waiting: 3,
        meaningNote: 'Searched by words alone.',
        absent: '2605.00009',
        unknownWords: ['owsl'],
      },
    })
  })

  test('writes a title on one line, however its source broke it', async () => {
    const headline = { ...HEADLINE, title: 'Owls\n  of the coast' }
    const title = [TITLE[0]!, { type: 'text' as const, text: '\n  of the coast' }]
    const { json } = await ask('/api/v1/search?q=owls', { ...PAGE, found: [{ headline, score: 0.5, title }] })

    expect(json['papers']).toEqual([{ paper: PAPER, score: 0.5, highlightedTitle: TITLE }])
  })

  test('hands on what is asked for, with what is usual where nothing is said', async () => {
    const all = await ask('/api/v1/search?q=a&like=b,cv3&unlike=d&mode=dense&order=votes&offset=40&limit=5&explain=1')
    const least = await ask('/api/v1/search?like=b')

    expect(all.asked).toEqual([
      {
        ...{ text: 'a', like: ['b', 'c'], unlike: ['d'], mode: 'dense', order: 'votes', offset: 40, size: 5 },
        explain: true,
      },
    ])
    expect(least.asked).toEqual([
      {
        ...{ text: '', like: ['b'], unlike: [], mode: 'hybrid', order: 'relevance', offset: 0, size: 20 },
        explain: false,
      },
    ])
  })

  test('names the next page while there is one, and the last ends at a thousand', async () => {
    const page = { ...PAGE, hasMore: true }
    const first = await ask('/api/v1/search?q=a&limit=5', page)
    const last = await ask('/api/v1/search?q=a&limit=100&offset=950', page)

    expect(first.answer.headers.get('Link')).toBe(
      '<https://broadsheet.example/api/v1/search?q=a&limit=5&offset=5>; rel="next"',
    )
    expect(last.answer.headers.get('Link')).toBeNull()
    expect(last.asked[0]).toMatchObject({ offset: 950, size: 50 })
  })

  test.each(['/api/v1/search', '/api/papers/search'])('%s refuses a query that is not understood', async (path) => {
    const problems = [
      { message: 'This quotation mark has no partner. The words after it are searched one by one.', start: 4, end: 5 },
      { message: 'There is no filter “x:”. It was searched as a word.', start: 8, end: 9 },
    ]
    const { answer, json } = await ask(`${path}?q=owl+%22`, { ...PAGE, problems })

    expect(answer.status).toBe(400)
    expect(json['detail']).toBe('q: at character 5: This quotation mark has no partner. (1 more)')
  })

  test.each([
    ['', 'q: expected a query, or papers in like'],
    ['q=+', 'q: expected a query, or papers in like'],
    ['q=a&mode=magic', 'mode: expected hybrid, lexical, dense'],
    ['q=a&order=best', 'order: expected relevance, date, votes'],
    ['q=a&limit=0', 'limit: expected a whole number from 1 to 100'],
    ['q=a&offset=1000', 'offset: expected a whole number from 0 to 999'],
    ['q=a&explain=yes', 'explain: expected 1 or 0'],
    [`q=${'a'.repeat(1001)}`, 'q: expected at most 1000 characters'],
    [`q=${'owl+'.repeat(10_000)}`, 'q: expected at most 1000 characters'],
    [`like=${'a'.repeat(1301)}`, 'like: expected ids of papers'],
    ['like=b,none', 'like, unlike: there is no paper "none" here'],
    ['like=b,c&unlike=cv2', 'like, unlike: "c" is in both'],
    ['q=a&like=b&mode=lexical', 'mode: expected hybrid or dense, for papers in like are compared by meaning'],
  ])('refuses ?%s before anything is searched', async (query, detail) => {
    const { answer, asked, json } = await ask(`/api/v1/search?${query}`)

    expect([answer.status, json['detail']]).toEqual([400, detail])
    expect(asked).toEqual([])
  })
})

describe('/api/v1/papers/{id}/similar', () => {
  const listSimilar: AppDeps['listSimilar'] = (of, size) =>
    Promise.resolve([{ headline: { ...HEADLINE, title: `${size} like ${of}` }, similarity: 0.5, shared: ['owls'] }])
  const findPaper: AppDeps['findPaper'] = (asked) =>
    Promise.resolve(asked.startsWith('no') ? undefined : aPaper({ id: id('hep-th/9901002') }))

  test.each(['hep-th/9901002', 'hep-th%2F9901002', '9901.0002'])('answers for the paper known as %s', async (asked) => {
    const { json } = await ask(`/api/v1/papers/${asked}/similar?limit=3`, PAGE, { listSimilar, findPaper })

    expect(json).toEqual([{ paper: { ...PAPER, title: '3 like hep-th/9901002' }, similarity: 0.5, shared: ['owls'] }])
  })

  test('is 404 where there is no such paper, and where the search does not know it yet', async () => {
    const unknown = () => Promise.reject(new AppError('not_found', 'The paper is not in the index, or not yet'))

    expect((await ask('/api/v1/papers/none/similar', PAGE, { listSimilar, findPaper })).answer.status).toBe(404)
    expect((await ask('/api/v1/papers/a/similar', PAGE, { listSimilar: unknown, findPaper })).json).toMatchObject({
      ...{ status: 404, detail: 'The paper is not in the index, or not yet' },
    })
  })
})

describe('/api/v1/suggest', () => {
  test('answers where each suggestion leads: a paper, or a search', async () => {
    const suggest: AppDeps['suggest'] = (text, size) =>
      Promise.resolve([
        { kind: 'author', label: `${text} ${size}`, text: 'author:"Ada Kestrel"' },
        { kind: 'title', label: 'Owls $x^2$', text: 'Owls', paper: id('2604.00001') },
      ])
    const { json } = await ask('/api/v1/suggest?q=ad&limit=4', PAGE, { suggest })

    expect(json).toEqual([
      {
        ...{ kind: 'author', label: 'ad 4', text: 'author:"Ada Kestrel"' },
        url: 'https://broadsheet.example/papers?q=author:%22Ada+Kestrel%22',
      },
      { kind: 'title', label: 'Owls x²', text: 'Owls', url: 'https://broadsheet.example/papers/2604.00001' },
    ])
  })

  test('asks nothing for nothing', async () => {
    const suggest = () => Promise.reject(new AppError('internal', 'asked'))

    expect((await ask('/api/v1/suggest?q=+', PAGE, { suggest })).json).toEqual([])
  })
})
