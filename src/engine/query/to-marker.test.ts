import { expect, test } from 'vitest'
import { highlight } from '../text/highlight.ts'
import { parseQuery } from './parse-query.ts'
import { toMarker } from './to-marker.ts'

const TITLE = 'The Training of Dual Heads by Pre-training'

/** Marked words between brackets. */
function mark(query: string, field: 'title' | 'abstract' = 'title'): string {
  return highlight(TITLE, toMarker(parseQuery(query), field))
    .map((part) => (part.type === 'highlight' ? `[${part.text}]` : part.text))
    .join('')
}

test.each([
  ['words', 'training the heads', 'The [Training] of Dual [Heads] by Pre-[training]'],
  ['stop words alone where there is nothing else', 'the of', '[The] Training [of] Dual Heads by Pre-training'],
  ['required stop words', '+the heads', '[The] Training of Dual [Heads] by Pre-training'],
  ['beginnings', 'train*', 'The [Training] of Dual Heads by Pre-[training]'],
  ['phrases', '"training of dual"', 'The [Training] [of] [Dual] Heads by Pre-training'],
  ['phrases of one word', '"heads"', 'The Training of Dual [Heads] by Pre-training'],
  ['words written as one', 'pretraining', 'The Training of Dual Heads by [Pre]-[training]'],
  ['words of this field', 'title:dual', 'The Training of [Dual] Heads by Pre-training'],
  ['no words of another field', 'author:dual abstract:"training of"', TITLE],
  ['no exclusions', '-dual', TITLE],
])('a query marks %s', (_, query, marked) => {
  expect(mark(query)).toBe(marked)
})
