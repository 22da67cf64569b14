import { describe, expect, test } from 'vitest'
import {
  findSubmissionWindow,
  isAnnouncementEvening,
  reckonAnnouncedDay,
  toCalendarWarning,
  toOpenEditionDay,
} from './arxiv-calendar.ts'
import { fromEasternTime, toEasternOffsetMs, toEasternTime } from './eastern-time.ts'
import { addDays, type Day } from './time.ts'

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

describe('findSubmissionWindow', () => {
  test.each([
    ['2026-04-08', '2026-04-06T14:00:00-04:00', '2026-04-07T14:00:00-04:00'],
    ['2026-04-13', '2026-04-09T14:00:00-04:00', '2026-04-10T14:00:00-04:00'],
    ['2026-04-14', '2026-04-10T14:00:00-04:00', '2026-04-13T14:00:00-04:00'],
    // Clocks went forward on Sunday, 8 March.
    ['2026-03-10', '2026-03-06T14:00:00-05:00', '2026-03-09T14:00:00-04:00'],
    // Thanksgiving's batch, and Friday's, wait for Sunday evening.
    ['2026-11-30', '2026-11-25T14:00:00-05:00', '2026-11-27T14:00:00-05:00'],
  ])('for %s papers were submitted from %s until %s', (day, from, until) => {
    expect(findSubmissionWindow(day as Day)).toEqual({ from: Date.parse(from), until: Date.parse(until) })
  })

  test('is none after an evening without announcement', () => {
    const days = ['2026-04-11', '2026-04-12', '2026-11-27', '2027-01-01']

    expect(days.map((day) => findSubmissionWindow(day as Day))).toEqual([undefined, undefined, undefined, undefined])
  })

  test('the windows of five years meet, and hold exactly what is reckoned to their days', () => {
    let end: number | undefined
    for (let day = '2024-06-03' as Day; day < '2029-06-01'; day = addDays(day, 1)) {
      const window = findSubmissionWindow(day)
      if (!window) continue
      const edges = [window.from, window.until - 1, (window.from + window.until) / 2].map(reckonAnnouncedDay)
      expect([day, window.from, ...edges]).toEqual([day, end ?? window.from, day, day, day])
      end = window.until
    }
  })
})

describe('fromEasternTime', () => {
  test.each([
    ['2026-04-08', 14 * 60, '2026-04-08T18:00:00Z'],
    ['2026-01-08', 14 * 60, '2026-01-08T19:00:00Z'],
    ['2026-04-08', -90, '2026-04-08T02:30:00Z'],
    // 01:30 comes twice in that night, and 02:30 is skipped in this one.
    ['2026-11-01', 90, '2026-11-01T05:30:00Z'],
    ['2026-03-08', 150, '2026-03-08T06:30:00Z'],
  ])('of %s, minute %i, is %s', (day, minuteOfDay, instant) => {
    expect(new Date(fromEasternTime({ day: day as Day, minuteOfDay })).toISOString()).toBe(
      `${instant.slice(0, -1)}.000Z`,
    )
  })

  test('gives the instant back at which a clock shows a time, at every hour of a year', () => {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += HOUR) {
      const again = fromEasternTime(toEasternTime(at))
      // The second of the two hours that clocks show twice.
      if (at !== Date.parse('2026-11-01T06:00:00Z')) expect(again).toBe(at)
    }
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
