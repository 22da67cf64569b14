import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countEdits } from './count-edits.ts'

test.each([
  ['kitten', 'sitting', 3],
  ['retreival', 'retrieval', 1],
  ['ca', 'abc', 3],
  ['', 'abc', 3],
  ['same', 'same', 0],
])('%s to %s takes %i edits', (a, b, edits) => {
  expect(countEdits(a, b, 9)).toBe(edits)
})

test('more edits than are asked for are one more', () => {
  expect(countEdits('kitten', 'sitting', 2)).toBe(3)
  expect(countEdits('abcdef', 'a', 2)).toBe(3)
})

test('edits are counted as the recurrence of the definition counts them', () => {
  const define = (a: string, b: string): number => {
    if (a === '' || b === '') return a.length + b.length
    const [restA, restB] = [a.slice(0, -1), b.slice(0, -1)]
    const change = define(restA, restB) + (a.at(-1) === b.at(-1) ? 0 : 1)
    const edits = Math.min(define(restA, b) + 1, define(a, restB) + 1, change)
    const isSwapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)
    return isSwapped ? Math.min(edits, define(a.slice(0, -2), b.slice(0, -2)) + 1) : edits
  }
  const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })

  fc.assert(
    fc.property(words, words, (a, b) => {
      expect(countEdits(a, b, 12)).toBe(define(a, b))
    }),
    { numRuns: 60 },
  )
})
