import { expect, test } from 'vitest'
import { forEachIndexToken } from './compounds.ts'

function read(text: string): { tokens: string; compounds: string } {
  const [tokens, compounds]: [string[], string[]] = [[], []]
  forEachIndexToken(
    text,
    (token) => tokens.push(token),
    (token, start, end) => compounds.push(`${token}<${text.slice(start, end)}>`),
  )
  return { tokens: tokens.join(' '), compounds: compounds.join(' ') }
}

test.each([
  ['hyphenated words are also one word', 'Pre-training of GPT-4', 'pretraining<Pre-training> gpt4<GPT-4>'],
  ['words of more parts are not', 'state-of-the-art end-to-end', ''],
  ['but numbers in them belong to the word before', 'LLaMA-3.1-8B, anti-IL-6-induced', 'llama3.1<LLaMA-3.1> il6<IL-6>'],
  ['formulas have hyphens after them', '$k$-means and $\\ell_2$-norm', 'kmeans<k$-means> l2norm<\\ell_2$-norm>'],
  ['single letters have ampersands', 'Q&A, R&D', 'qa<Q&A> rd<R&D>'],
  [
    'the hyphens of Unicode are hyphens, dashes are not',
    'pre\u2010train actor\u2013critic',
    'pretrain<pre\u2010train>',
  ],
  ['numbers alone are no word', '2019-2020 2020-03-01', ''],
  ['a hyphen at an end joins nothing', 'pre- and post-training - so', 'posttraining<post-training>'],
  ['what is longer than a token may be is left out', `${'a'.repeat(40)}-${'b'.repeat(40)}`, ''],
])('%s', (_, text, compounds) => {
  expect(read(text).compounds).toBe(compounds)
})

test('compounds come after all tokens, so that neighbours in the text are neighbours', () => {
  const seen: string[] = []

  forEachIndexToken('a chain-rule for prompting', (token) => seen.push(token))

  expect(seen).toEqual(['a', 'chain', 'rule', 'for', 'prompting', 'chainrule'])
})
