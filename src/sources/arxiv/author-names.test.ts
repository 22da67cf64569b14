import { expect, test } from 'vitest'
import { splitAuthors } from './author-names.ts'

test.each([
  ['Ann Owl', ['Ann Owl']],
  ['Ann Owl and Bob Kite', ['Ann Owl', 'Bob Kite']],
  ['Ann Owl, Bob Kite, and Carl Crow', ['Ann Owl', 'Bob Kite', 'Carl Crow']],
  ["Ann Owl (1), Jos\\'e Ni\\~no (1 and 2) ((1) Barn, (2) Hill, Vale)", ['Ann Owl', 'José Niño']],
  ['Ann Owl (Barn (East)), Bob Kite', ['Ann Owl', 'Bob Kite']],
  ['B. Kite, Jr., C. Crow, III and A. Owl', ['B. Kite Jr.', 'C. Crow III', 'A. Owl']],
  ['Barn Collaboration: A. Owl, B. Kite', ['Barn Collaboration', 'A. Owl', 'B. Kite']],
  ['Ann\n  Owl,Bob Kite', ['Ann Owl', 'Bob Kite']],
  ['Sandy Andrews and Anders Andrews', ['Sandy Andrews', 'Anders Andrews']],
  ['Ann Owl (Barn', ['Ann Owl (Barn']],
  [', , ;', []],
])('in %j are %j', (line, names) => {
  expect(splitAuthors(line)).toEqual(names)
})

test('many brackets, open or nested, take little time', () => {
  const line = `${'('.repeat(20_000)}Owl${')'.repeat(20_000)}, ${'(a '.repeat(20_000)}`

  expect(splitAuthors(line).length).toBeGreaterThan(0)
})
