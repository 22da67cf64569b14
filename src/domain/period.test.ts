import { describe, expect, test } from 'vitest'
import { parseDayPeriod, parseMonthPeriod, parseWeekPeriod, toIsoWeek } from './period.ts'
import type { Day } from './time.ts'

describe('periods', () => {
  // Expected days from `date -d DAY +%G-W%V` and `cal`.
  test.each([
    ['2026-W14', '2026-03-30', '2026-04-05'],
    ['2026-W01', '2025-12-29', '2026-01-04'],
    ['2026-W53', '2026-12-28', '2027-01-03'],
    ['2024-W52', '2024-12-23', '2024-12-29'],
  ])('the week %s runs from %s to %s', (text, from, to) => {
    expect(parseWeekPeriod(text)).toMatchObject({ kind: 'week', name: text, from, to })
  })

  test.each([
    '2025-W53',
    '2026-W00',
    '2026-W54',
    '2026-W1',
    '2026W14',
    '26-W14',
    '2026-w14',
    '0000-W00',
    '9999-W53',
    '',
  ])('there is no week "%s"', (text) => {
    expect(() => parseWeekPeriod(text)).toThrow(/Not a week/)
  })

  test.each([
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2026-12', '2026-12-01', '2026-12-31'],
  ])('the month %s runs from %s to %s', (text, from, to) => {
    expect(parseMonthPeriod(text)).toMatchObject({ kind: 'month', from, to })
  })

  test.each(['2026-13', '2026-00', '2026-4', '2026', '2026-04-01'])('there is no month "%s"', (text) => {
    expect(() => parseMonthPeriod(text)).toThrow(/Not a month/)
  })

  test.each(['2025-13-40', '2026-02-29', '2026-4-1', '2026-04-01T00:00', '20260401', ''])(
    'there is no day "%s"',
    (text) => {
      expect(() => parseDayPeriod(text)).toThrow(/Not a day/)
    },
  )

  test('a leap day is a day, and a week belongs to the year of its Thursday', () => {
    expect(parseDayPeriod('2024-02-29').from).toBe('2024-02-29')
    expect(['2024-12-30', '2027-01-01', '2026-04-01'].map((day) => toIsoWeek(day as Day))).toEqual([
      '2025-W01',
      '2026-W53',
      '2026-W14',
    ])
  })
})
