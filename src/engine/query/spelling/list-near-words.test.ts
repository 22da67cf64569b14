import { expect, test } from 'vitest'
import { countEdits } from '../../text/count-edits.ts'
import { listNearWords } from './list-near-words.ts'

test('all words one slip away are listed once, and no other', () => {
  const near = listNearWords('abc')

  // 3 without a letter, 2 with neighbours swapped, 75 with a letter changed, 101 with one more: 26·4 less 3 doubled ones.
  expect(near.size).toBe(181)
  expect([...near].every((word) => countEdits('abc', word, 2) === 1)).toBe(true)
})
