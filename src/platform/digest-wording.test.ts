import { expect, test } from 'vitest'
import type { DigestPaper } from '../domain/digest.ts'
import type { PaperId } from '../domain/paper.ts'
import type { Day } from '../domain/time.ts'
import { toByline, toDays, toMarkedSummary, toPaperCount, toShortDays } from './digest-wording.ts'

const PAPER: DigestPaper = {
  ...{ id: '2611.00001' as PaperId, title: 'On tides', authors: ['A', 'B', 'C'], authorCount: 60, votes: 0 },
  ...{ sentences: ['They rise.'], reason: 'It is of today.', topic: 'Coasts' },
}

test.each([
  [0, 'no papers'],
  [1, 'one paper'],
  [12, 'twelve papers'],
  [13, '13 papers'],
  [1200, '1,200 papers'],
])('%i is counted as %s', (count, counted) => {
  expect(toPaperCount(count)).toBe(counted)
})

test.each([
  ['2026-11-18', '2026-11-18', 'week', '18 November', '18 November 2026'],
  ['2026-11-12', '2026-11-18', 'week', '12 to 18 November', '12 to 18 November 2026'],
  ...([
    ['2026-12-29', '2027-01-04', 'week', '29 December 2026 to 4 January 2027', '29 December 2026 to 4 January 2027'],
    ['2026-12-31', '2027-01-04', 'day', '4 January', '4 January 2027'],
  ] as const),
] as const)('a digest from %s to %s, one each %s, is of %s: of %s', (from, to, span, short, days) => {
  const digest = { from: from as Day, to: to as Day, isCatchUp: false }

  expect([toShortDays(digest, span), toDays(digest, span)]).toEqual([short, days])
})

test('a paper without votes says so, and one of an organisation names it', () => {
  expect(toByline(PAPER)).toBe('A, B, C and 57 more')
  expect(toByline({ ...PAPER, organisation: 'Lantern Hill', votes: 1 })).toBe(
    'A, B, C and 57 more · Lantern Hill · 1 vote',
  )
})

test('what a language model wrote says so before anything else', () => {
  expect(toMarkedSummary({ ...PAPER, summary: 'Sie steigen.' })).toBe('By a language model: Sie steigen.')
  expect(toMarkedSummary(PAPER)).toBe('')
})
