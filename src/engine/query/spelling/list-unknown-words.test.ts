import { expect, test } from 'vitest'
import { buildSegment } from '../../index/index-builder.ts'
import { openIndex } from '../../index/open-index.ts'
import { listUnknownWords } from './list-unknown-words.ts'
import { parseQuery } from '../parse-query.ts'

const rest = { day: 1, facets: [], votes: 0 }
const DICTIONARY = openIndex([
  {
    segment: buildSegment([
      { id: 'a', title: 'Pretraining of owls', abstract: 'Hard negatives help.', authors: ['Bo Lark'], ...rest },
    ]),
  },
])

test.each([
  ['owls negatives', []],
  ['owls zyxes', ['zyxes']],
  ['zyxes owls -absent quux', ['zyxes', 'quux']],
  ['the +zyxes', ['zyxes']],
  ['negat* zyx*', ['zyx*']],
  ['author:lark author:owls title:negatives', ['author:owls', 'title:negatives']],
  ['"hard negatives" "hard zyxes"', ['"hard zyxes"']],
  ['pre-training post-training', ['post-training']],
  ['zyxes zyxes', ['zyxes']],
  ['cat:cs.LG date:2026', []],
])('of %s no document holds %j', (text, unknown) => {
  expect(listUnknownWords(parseQuery(text), DICTIONARY)).toEqual(unknown)
})

test('a text that was pasted, and an index that holds nothing yet, tell none', () => {
  const long = Array.from({ length: 13 }, (_, number) => `zyx${number}`).join(' ')

  expect(listUnknownWords(parseQuery(long), DICTIONARY)).toEqual([])
  expect(listUnknownWords(parseQuery('zyxes'), openIndex([]))).toEqual([])
})
