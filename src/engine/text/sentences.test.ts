import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitSentences } from './sentences.ts'

test.each([
  [
    'full stops, questions and calls end sentences',
    'One two. Three? Four! Five',
    ['One two.', 'Three?', 'Four!', 'Five'],
  ],
  [
    'abbreviations end none',
    'We use e.g. Trees, cf. Fig. 3, as Smith et al. Said. So.',
    ['We use e.g. Trees, cf. Fig. 3, as Smith et al. Said.', 'So.'],
  ],
  ['initials end none', 'By J. Doe in the U.S. Army. Then', ['By J. Doe in the U.S. Army.', 'Then']],
  ['“etc.” ends one where a capital follows', 'Cats, etc. Then', ['Cats, etc.', 'Then']],
  ['decimals and small letters go on', 'It gains 3.5 points. and more', ['It gains 3.5 points. and more']],
  ['quotation marks and brackets belong to the sentence they end', 'So (he said.) Then', ['So (he said.)', 'Then']],
  [
    'formulas and commands may begin one',
    String.raw`Ends. $k$ is. \emph{So}.`,
    ['Ends.', '$k$ is.', String.raw`\emph{So}.`],
  ],
  ['Chinese sentences end without spaces', '这是一。这是二！三', ['这是一。', '这是二！', '三']],
  ['no text has none', ' \n', []],
])('%s', (_, text, sentences) => {
  expect(splitSentences(text).map(({ start, end }) => text.slice(start, end))).toEqual(sentences)
})

test('sentences leave out nothing but white space', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'B', '.', '!', ' ', '\n', '(', '。', '3'), maxLength: 40 })

  fc.assert(
    fc.property(texts, (text) => {
      const joined = splitSentences(text).map(({ start, end }) => text.slice(start, end))
      expect(joined.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
  )
})
