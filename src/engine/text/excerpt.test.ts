import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerpt } from './excerpt.ts'
import type { Marker } from './highlight.ts'

const toMarker = (...terms: string[]): Marker => ({ terms: new Set(terms), beginnings: [], phrases: [] })

function show(text: string, marker: Marker, longest: number, weightOf?: (term: string) => number): string {
  return excerpt(text, marker, longest, weightOf)
    .map((part) => (part.type === 'highlight' ? `[${part.text}]` : part.text))
    .join('')
}

const ABSTRACT =
  'Papers pile up every morning. Nobody reads all of them, and few try. We keep a note for every paper that was not shown. ' +
  'When a reader asks again, the notes are read before the index. This finds what was missed.'

test.each([
  ['a text that fits is given whole', 'Two notes here.', toMarker('note'), 40, 'Two [notes] here.'],
  ['without marks it is the beginning', ABSTRACT, toMarker('zebra'), 40, 'Papers pile up every morning. Nobody …'],
  [
    'it begins with the sentence of the marked words',
    ABSTRACT,
    toMarker('note', 'reader'),
    60,
    '… When a [reader] asks again, the [notes] are read before the …',
  ],
  [
    'it holds the most marked words there are',
    ABSTRACT,
    toMarker('paper', 'shown', 'note'),
    60,
    '… We keep a [note] for every [paper] that was not [shown]. When a …',
  ],
  ['it ends with the text where the words do', ABSTRACT, toMarker('miss'), 40, '… This finds what was [missed].'],
])('%s', (_, text, marker, longest, shown) => {
  expect(show(text, marker, longest)).toBe(shown)
})

test('a telling word counts more than several that tell little', () => {
  const weightOf = (term: string) => (term === 'miss' ? 9 : 1)

  const shown = show(ABSTRACT, toMarker('paper', 'shown', 'note', 'miss'), 40, weightOf)

  expect(shown).toContain('[missed]')
})

test('a term that comes again counts little beside another one', () => {
  const text = `A note, a note and a note. ${'Nothing is said here. '.repeat(5)}A note for a reader.`

  const shown = show(text, toMarker('note', 'reader'), 30)

  expect(shown).toBe('… A [note] for a [reader].')
})

test('a formula is not cut', () => {
  const text = `${'word '.repeat(10)}and $a + b = c + d + e$ with the note that ends it all after the formula.`

  const shown = show(text, toMarker('note'), 45)

  expect(shown).toBe('… with the [note] that ends it all after the …')
})

test('a text without spaces is cut between characters', () => {
  const shown = show('𠮷'.repeat(100), toMarker(), 21)

  expect(shown).toBe(`${'𠮷'.repeat(10)} …`)
})

test('an excerpt is a stretch of the text and no longer than asked, but for what is marked', () => {
  const words = fc.array(fc.constantFrom('note', 'reader', 'and.', 'So', '$a b$', '\\emph{x y}', '深度学习', '\n'), {
    maxLength: 40,
  })

  fc.assert(
    fc.property(words, fc.integer({ min: 10, max: 60 }), (each, longest) => {
      const text = each.join(' ')
      const bare = excerpt(text, toMarker('note'), longest)
        .map((part) => part.text)
        .join('')
        .replace(/^… /, '')
        .replace(/ …$/, '')
      expect(text).toContain(bare)
      expect(bare.length).toBeLessThanOrEqual(longest)
    }),
  )
})
