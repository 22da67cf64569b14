import { expect, test } from 'vitest'
import type { Day } from '../domain/time.ts'
import { toAuthorLine, toCounted, toDateRange, toLongDate, toOrdinal, toVotes } from './wording.ts'

test.each([
  ['2026-11-12', '2026-11-18', '12 to 18 November'],
  ['2026-10-28', '2026-11-03', '28 October to 3 November'],
  ['2026-12-29', '2027-01-04', '29 December 2026 to 4 January 2027'],
  ['2026-11-18', '2026-11-18', '18 November'],
])('from %s to %s is %s', (from, to, range) => {
  expect(toDateRange(from as Day, to as Day)).toBe(range)
})

test('the leap day has its name', () => {
  expect(toLongDate('2028-02-29' as Day)).toBe('Tuesday 29 February 2028')
})

test.each([
  [{ authors: ['A', 'B'] }, 'A, B'],
  [{ authors: ['A', 'B', 'C', 'D'] }, 'A, B, C, D'],
  [{ authors: ['A', 'B', 'C', 'D', 'E'] }, 'A, B, C and 2 more'],
  [{ authors: ['A', 'B', 'C'], authorCount: 2_932 }, 'A, B, C and 2,929 more'],
  [{ authorCount: 60 }, '60 authors'],
  [{ authors: [] }, ''],
])('%j are told as %s', (authors, line) => {
  expect(toAuthorLine(authors)).toBe(line)
})

test.each([
  [0, '0 votes'],
  [1, '1 vote'],
  [12_431, '12,431 votes'],
  [1_234_567, '1,234,567 votes'],
])('%i is counted as %s', (count, counted) => {
  expect(toCounted(count, 'vote')).toBe(counted)
})

test.each([
  [1, 'first'],
  [10, 'tenth'],
  [11, '11th'],
  [13, '13th'],
  [21, '21st'],
  [102, '102nd'],
  [112, '112th'],
  [1003, '1,003rd'],
])('the rank %i is the %s', (rank, ordinal) => {
  expect(toOrdinal(rank)).toBe(ordinal)
})

test('no votes are nothing to tell', () => {
  expect([toVotes(0), toVotes(1)]).toEqual(['', '1 vote'])
})
