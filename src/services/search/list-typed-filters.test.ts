import { expect, test } from 'vitest'
import { listTypedFilters } from './list-typed-filters.ts'

test.each([
  ['owls at sea', []],
  ['owls cat:cs.LG date:2026 code:yes featured:yes "a phrase" +must', []],
  ['owls author:"Ada Kestrel"  at sea', [['author:"Ada Kestrel"', 'owls at sea']]],
  [
    'au:kestrel source:arxiv -ducks',
    [
      ['au:kestrel', 'source:arxiv -ducks'],
      ['source:arxiv', 'au:kestrel -ducks'],
      ['-ducks', 'au:kestrel source:arxiv'],
    ],
  ],
  ['-cat:cs.CV owls', [['-cat:cs.CV', 'owls']]],
  ['BERT:pretraining foo:bar', []],
  ['title:tides', [['title:tides', '']]],
])('%j is narrowed by %j', (text, expected) => {
  expect(listTypedFilters(text).map(({ typed, text: rest }) => [typed, rest])).toEqual(expected)
})

test('no more than twelve are told', () => {
  expect(listTypedFilters('-owl '.repeat(190))).toHaveLength(12)
})
