import { describe, expect, test } from 'vitest'
import type { PaperId } from '../../domain/paper.ts'
import type { FoundPaper, SearchPage } from '../../services/search/searching.ts'
import { anAppOf, NOTHING_FOUND } from '../../../test/support/an-app.ts'
import { aPaper } from '../../../test/support/builders.ts'

const id = (text: string): PaperId => text as PaperId

function aFound(of: PaperId): FoundPaper {
  const title = `Owls of ${of}`
  return {
    headline: { ...{ id: of, title, authors: [], categories: [] }, ...{ votes: 0, comments: 0, changeNumber: 1 } },
    score: 1,
    title: [
      { type: 'highlight', text: 'Owls' },
      { type: 'text', text: ` of ${of}` },
    ],
    abstract: [{ type: 'text', text: 'They hear.' }],
  }
}

async function ask(path: string, page: Partial<SearchPage>) {
  let asked: unknown
  const app = anAppOf({
    searchPapers: (request) => {
      asked = request
      return Promise.resolve({ ...NOTHING_FOUND, ...page })
    },
    listPlacedPapers: (placings) =>
      Promise.resolve(
        placings
          .filter(({ id: of }) => of !== 'gone')
          .map(({ id: of }) => ({
            paper: aPaper({
              id: of,
              fields: {
                ...{ title: `Owls of ${of}`, abstract: 'They hear.', authors: ['Ada Kestrel'] },
                publishedAt: Date.parse('2024-04-06T03:40:36Z'),
              },
            }),
          })),
      ),
  })
  const answer = await app.request(path)
  return { answer, asked, json: (await answer.json()) as Record<string, unknown>[] }
}

describe('/api/papers/search', () => {
  test('answers each paper with the keys of the recorded format, in the order of the search', async () => {
    const { json } = await ask('/api/papers/search?q=owls', { found: [aFound(id('b')), aFound(id('a'))] })

    // As recorded: the wrapper has no `submittedBy`, and what is its own beside an edition's item.
    expect(json.map((item) => Object.keys(item).toSorted())).toEqual(
      Array.from({ length: 2 }, () => [
        ...['highlightedSummary', 'highlightedTitle', 'isAuthorParticipating', 'numComments', 'paper', 'publishedAt'],
        ...['summary', 'thumbnail', 'title', 'upvoted'],
      ]),
    )
    expect(json[0]).toMatchObject({
      paper: { id: 'b', title: 'Owls of b', publishedAt: '2024-04-06T03:40:36.000Z', summary: 'They hear.' },
      publishedAt: '2024-04-05T23:40:36.000Z', // the clock of New York, written as if it were UTC: so recorded
      ...{ title: 'Owls of b', upvoted: false, isAuthorParticipating: false, numComments: 0 },
      highlightedTitle: [
        { type: 'highlight', text: 'Owls' },
        { type: 'text', text: ' of b' },
      ],
      highlightedSummary: [{ type: 'text', text: 'They hear.' }],
    })
    expect(json.map(({ title }) => title)).toEqual(['Owls of b', 'Owls of a'])
  })

  test('answers a paper that the query names alone, with nothing marked', async () => {
    const { json } = await ask('/api/papers/search?q=2604.00001', {
      ...{ named: id('2604.00001'), found: [aFound(id('other'))] },
    })

    expect(json).toEqual([
      expect.objectContaining({
        paper: expect.objectContaining({ id: '2604.00001' }) as unknown,
        highlightedTitle: [{ type: 'text', text: 'Owls of 2604.00001' }],
        highlightedSummary: [{ type: 'text', text: 'They hear.' }],
      }),
    ])
  })

  test('leaves out a paper that is gone since it was indexed', async () => {
    const { json } = await ask('/api/papers/search?q=owls', { found: [aFound(id('gone')), aFound(id('a'))] })

    expect(json.map(({ title }) => title)).toEqual(['Owls of a'])
  })

  test('is empty for nothing, and asks for as many as the format gives', async () => {
    const nothing = await ask('/api/papers/search?q=+', {})

    expect([nothing.json, nothing.asked]).toEqual([[], undefined])
    expect((await ask('/api/papers/search?q=a', {})).asked).toMatchObject({ text: 'a', offset: 0, size: 120 })
    expect((await ask('/api/papers/search?q=a&limit=7', {})).asked).toMatchObject({ size: 7 })
  })

  test.each(['limit=121', 'limit=0', `q=${'a'.repeat(251)}`])('refuses ?%s', async (query) => {
    expect((await ask(`/api/papers/search?${query}`, {})).answer.status).toBe(400)
  })
})
