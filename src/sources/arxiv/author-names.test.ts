import fc from 'fast-check'
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
  ['Ann Owl (Barn (East) Hill, Bob Kite', ['Ann Owl (Barn Hill', 'Bob Kite']],
  [`Ann Owl ${'('.repeat(30)}Barn${')'.repeat(30)}, Bob Kite`, ['Ann Owl', 'Bob Kite']],
  [', , ;', []],
])('in %j are %j', (line, names) => {
  expect(splitAuthors(line)).toEqual(names)
})

test('many brackets, open or nested, take little time', () => {
  const line = `${'('.repeat(20_000)}Owl${')'.repeat(20_000)}, ${'(a '.repeat(20_000)}`

  expect(splitAuthors(line).length).toBeGreaterThan(0)
})

test('brackets are left out as if the innermost went one after the other', () => {
  const signs = fc.constantFrom('(', ')', ' ', 'A', 'b', ',')
  const withoutInnermost = (text: string): string => {
    const rest = text.replace(/\s*\([^()]*\)/, '')
    return rest === text ? text : withoutInnermost(rest)
  }

  fc.assert(
    fc.property(fc.array(signs, { maxLength: 40 }), (parts) => {
      const line = parts.join('')
      expect(splitAuthors(line)).toEqual(splitAuthors(withoutInnermost(line.replace(/\s+/g, ' '))))
    }),
    { numRuns: 1000 },
  )
})

test('a line longer than any is not taken apart', () => {
  const line = 'Owl, '.repeat(200_001)

  expect(splitAuthors(line)).toEqual([line])
})
