import { expect, test } from 'vitest'
import { toMeaningNote } from './meaning-note.ts'

test.each([
  [{ meaningNote: 'it is away' }, 'hybrid', 5, 'Searched by words alone: it is away.'],
  [{}, 'hybrid', 1, 'One paper is found by words alone so far: the server has not made vectors of all papers yet.'],
  [
    {},
    'dense',
    1234,
    '1,234 papers are found by words alone so far: the server has not made vectors of all papers yet.',
  ],
  [{}, 'lexical', 1234, undefined],
  [{}, 'hybrid', 0, undefined],
] as const)('%o in mode %s with %d papers without a vector', (findings, mode, vectorless, said) => {
  expect(toMeaningNote(findings, { mode }, { vectorless })).toBe(said)
})
