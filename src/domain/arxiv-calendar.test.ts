import { describe, expect, test } from 'vitest'
import { isAnnouncementEvening, reckonAnnouncedDay, toCalendarWarning, toOpenEditionDay } from './arxiv-calendar.ts'
import { toEasternOffsetMs } from './eastern-time.ts'
import type { Day } from './time.ts'

const HOUR = 3_600_000

describe("arXiv's calendar", () => {
  // Source of the rule: info.arxiv.org/help/availability.html, in Eastern time; -04:00 in summer, -05:00 in winter.
  test.each([
    ['Monday 15:00 → Tuesday evening', '2026-04-06T15:00:00-04:00', '2026-04-08'],
    ['Tuesday 13:59 → Tuesday evening', '2026-04-07T13:59:59-04:00', '2026-04-08'],
    ['Tuesday 14:00 → Wednesday evening', '2026-04-07T14:00:00-04:00', '2026-04-09'],
    ['Thursday 13:00 → Thursday evening', '2026-04-09T13:00:00-04:00', '2026-04-10'],
    ['Thursday 15:00 → Sunday evening', '2026-04-09T15:00:00-04:00', '2026-04-13'],
    ['Friday 13:00 → Sunday evening', '2026-04-10T13:00:00-04:00', '2026-04-13'],
    ['Friday 15:00 → Monday evening', '2026-04-10T15:00:00-04:00', '2026-04-14'],
    ['Sunday → Monday evening', '2026-04-12T23:00:00-04:00', '2026-04-14'],
    ['in winter the cut-off is at 19:00 UTC', '2026-01-13T18:59:00Z', '2026-01-14'],
    ['Thanksgiving is passed over', '2026-11-26T10:00:00-05:00', '2026-11-30'],
    ["New Year's Eve and Day are passed over", '2026-12-31T10:00:00-05:00', '2027-01-04'],
  ])('%s', (_rule, submittedAt, day) => {
    expect(reckonAnnouncedDay(Date.parse(submittedAt))).toBe(day)
  })

  test('nothing is announced on Friday, Saturday or a holiday', () => {
    const evenings = ['2026-04-10', '2026-04-11', '2026-04-12', '2026-07-03', '2026-12-25', '2026-12-28']

    expect(evenings.map((day) => isAnnouncementEvening(day as Day))).toEqual([false, false, true, false, false, true])
  })

  test('warns of every year whose holidays are not known, earlier or later, and names those that are', () => {
    expect(toCalendarWarning('2025-12-25' as Day)).toMatch(/2025.*2026.*early\.$/)
    expect(toCalendarWarning('2026-12-31' as Day)).toBeUndefined()
    expect(toCalendarWarning('2027-01-04' as Day)).toMatch(/2027.*2026.*Please update\.$/)
  })

  test('an edition opens at 21:30 in New York of the evening before', () => {
    expect(toOpenEditionDay(Date.parse('2026-02-26T02:12:00Z'))).toBe('2026-02-25')
    expect(toOpenEditionDay(Date.parse('2026-02-26T02:30:00Z'))).toBe('2026-02-26')
  })
})

describe('toEasternOffsetMs', () => {
  test.each([
    ['2026-03-08T06:59:59.999Z', -5],
    ['2026-03-08T07:00:00.000Z', -4],
    ['2026-11-01T05:59:59.999Z', -4],
    ['2026-11-01T06:00:00.000Z', -5],
    ['2026-08-20T00:00:00.123Z', -4],
  ])('at %s New York is %s h from UTC', (instant, hours) => {
    expect(toEasternOffsetMs(Date.parse(instant))).toBe(hours * HOUR)
  })
})
