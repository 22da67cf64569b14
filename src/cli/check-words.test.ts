import { expect, test } from 'vitest'
import { findFaultyWord } from './check-words.ts'

const ARGS = {
  file: { type: 'positional' },
  force: { type: 'boolean' },
  seed: { type: 'string' },
} as const

test.each([['a'], ['a --force'], ['--force a'], ['--seed 1 a'], ['--seed=1 --force a']])(
  'finds nothing wrong with "%s"',
  (words) => {
    expect(findFaultyWord(words.split(' '), ARGS, false)).toBeUndefined()
  },
)

test.each([
  ['--force a b', /Unexpected word: "b"/],
  ['a --farce', /Unknown option '--farce'/],
  ['a --force=no', /--force/],
  ['a --seed', /--seed/],
])('says what is wrong with "%s"', (words, said) => {
  expect(findFaultyWord(words.split(' '), ARGS, false)).toMatch(said)
})
