import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, fromUtcDay, isDay, parseInstant, toUtcDay, toWeekday } from './time.ts'

describe('days', () => {
  test('a text is a day exactly where the calendar of Date has it', () => {
    const two = (most: number): fc.Arbitrary<string> =>
      fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'))
    const some = fc.tuple(fc.integer({ min: 1000, max: 9999 }), two(14), two(33)).map((parts) => parts.join('-'))

    fc.assert(
      fc.property(some, (text) => {
        const instant = Date.parse(`${text}T00:00:00.000Z`)
        const exists = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text)

        expect(isDay(text)).toBe(exists)
      }),
      { numRuns: 3000 },
    )
  })

  test.each([
    '1900-02-29',
    '2100-02-29',
    '2025-00-10',
    '2025-10-00',
    '20251010',
    '2025-10-10 ',
    '+02025-10-10',
    '0999-12-31',
    '',
  ])('"%s" is no day', (text) => {
    expect(isDay(text)).toBe(false)
  })

  test('days are counted over the ends of months and years, and know their weekday', () => {
    const leapDay = '2024-02-29' as Day

    expect([addDays(leapDay, 1), addDays(leapDay, -60), addDays('2026-12-31' as Day, 1)]).toEqual([
      '2024-03-01',
      '2023-12-31',
      '2027-01-01',
    ])
    expect(toUtcDay(fromUtcDay(leapDay) + 86_399_999)).toBe(leapDay)
    expect(toWeekday('2026-11-21' as Day)).toBe(6)
  })
})

test.each([
  ['1999-12-31T23:59:59Z', Date.UTC(1999, 11, 31, 23, 59, 59)],
  ['2026-04-01T09:30:00.125+05:30', Date.UTC(2026, 3, 1, 4, 0, 0, 125)],
  ['2026-04-01t09:30z', Date.UTC(2026, 3, 1, 9, 30)],
  ['2026-04-01', Date.UTC(2026, 3, 1)],
  ['yesterday', undefined],
  // Read by Date.parse in the machine's zone, or as something else than what stands there.
  ['2026-04-01T09:30:00', undefined],
  ['2026-04-01 09:30:00', undefined],
  ['1 Apr', undefined],
  ['Wed, 01 Apr 2026 09:30:00 GMT', undefined],
  ['2026-02-30T00:00:00Z', undefined],
  ['2026-04-01T25:00:00Z', undefined],
  // Intl writes the year of these with fewer or more than four digits, and a day that is none has no day after it.
  ['0999-12-31T00:00:00Z', undefined],
  ['9999-12-31T23:59:59Z', undefined],
  ['+275760-09-13T00:00:00Z', undefined],
])('the instant %s is read as %s', (written, instant) => {
  expect(parseInstant(written)).toBe(instant)
})
