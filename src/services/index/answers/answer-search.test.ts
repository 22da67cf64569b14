import { expect, test } from 'vitest'
import { buildSegment } from '../../../engine/index/index-builder.ts'
import { openIndex } from '../../../engine/index/open-index.ts'
import type { Searcher } from '../../../engine/index/searcher.ts'
import { answerSearch } from './answer-search.ts'
import type { SearchFindings, SearchQuestion } from './questions.ts'

const TITLES = ['Hard negatives for dense retrieval', 'Progressive learning of dual heads', 'Retrieval of hard things']

function open(titles: readonly string[]): Searcher {
  const rest = { abstract: '', authors: [], day: 1, facets: [], votes: 0 }
  return openIndex([{ segment: buildSegment(titles.map((title, number) => ({ id: `p${number}`, title, ...rest }))) }])
}

function ask(searcher: Searcher, text: string, rest: Partial<SearchQuestion> = {}): SearchFindings {
  const question: SearchQuestion = {
    ...{ kind: 'search', text, mode: 'hybrid', order: 'relevance', like: [], unlike: [] },
    ...{ offset: 0, size: 20, explain: false },
    ...rest,
  }
  return answerSearch({ searcher, meaning: undefined }, question)
}

test('a search that is tried again with any of the words goes on with what the first left of the budget', () => {
  const searcher = open(TITLES)
  const asked: { budget: number | undefined; spent: number }[] = []
  const search = searcher.search.bind(searcher)
  searcher.search = (query, options) => {
    const answer = search(query, options)
    asked.push({ budget: options.budget, spent: answer.spent })
    return answer
  }

  ask(searcher, 'hard negatives')

  expect(asked).toHaveLength(2)
  expect(asked[0]?.spent).toBeGreaterThan(0)
  expect(asked[1]?.budget).toBe(asked[0]!.budget! - asked[0]!.spent)
})

test('an unknown word gets its likely spelling, however much the other words found', () => {
  const searcher = open(Array.from({ length: 300 }, (_, number) => `${TITLES[number % 3]!} ${number}`))

  const { matched, suggestion } = ask(searcher, 'retrieval negetives')

  expect(matched).toBeGreaterThanOrEqual(200)
  expect(suggestion).toBe('retrieval negatives')
})

test('a word that no paper holds is told, also where the others found much; a paper named by its id is no word', () => {
  const searcher = open(TITLES)

  expect(ask(searcher, 'hard zyxes').unknownWords).toEqual(['zyxes'])
  expect(ask(searcher, 'hard negatives').unknownWords).toEqual([])
  expect(ask(searcher, '2605.00009').unknownWords).toBeUndefined()
})

test.each(['', ' ', '+', '( 🦉'])('%j, which asks for nothing, finds nothing', (text) => {
  expect(ask(open(TITLES), text)).toMatchObject({ hits: [], matched: 0 })
})

test('a filter alone finds what passes it', () => {
  expect(ask(open(TITLES), 'date:..2026').matched).toBe(3)
})
