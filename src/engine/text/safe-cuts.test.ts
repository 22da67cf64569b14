import { expect, test } from 'vitest'
import { listSafeCuts } from './safe-cuts.ts'

test.each([
  ['at spaces, and at the ends', 'ab cd', 'ab| cd'],
  ['not in a formula', 'a $b + c$ d', 'a| $b + c$| d'],
  ['not in a displayed one', 'a $$b + c$$ d', 'a| $$b + c$$| d'],
  ['not in what a command is applied to', String.raw`a \emph{b c} d`, String.raw`a| \emph{b c}| d`],
  ['after money', 'for $5 a day', 'for| $5| a| day'],
  ['after a dollar sign that is text', String.raw`for \$5 a $b c$`, String.raw`for| \$5| a| $b c$`],
  ['after a brace that closes nothing', 'a} b', 'a}| b'],
])('a text may be cut %s', (_, text, cut) => {
  const inner = listSafeCuts(text).slice(1, -1)

  const shown = inner.reduceRight((rest, at) => `${rest.slice(0, at)}|${rest.slice(at)}`, text)

  expect(shown).toBe(cut)
})

test('an empty text has one end', () => {
  expect(listSafeCuts('')).toEqual([0])
})
