import { describe, expect, test } from 'vitest'
import type { Rhythm } from '../domain/subscription.ts'
import { DAY_MS, HOUR_MS, type UnixMs, type Weekday } from '../domain/time.ts'
import { isTimeZone, toNextTime, toPreviousTime } from './zoned-time.ts'

const EVERY_DAY: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6]
const formats = new Map<string, Intl.DateTimeFormat>()

/** What a wall clock shows, as another program tells it: "2026-03-29 03:00". */
function toWall(instant: UnixMs, zone: string): string {
  const known = formats.get(zone)
  const format = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(zone, format)
  return format.format(instant)
}

function daily(zone: string, hour: number): Rhythm {
  return { span: 'day', weekdays: EVERY_DAY, hour, zone }
}

function listTimes(rhythm: Rhythm, after: UnixMs, count: number): UnixMs[] {
  const times: UnixMs[] = []
  for (let time = after; times.length < count; times.push(time)) time = toNextTime(rhythm, time)
  return times
}

/** The instants, to the hour, after which a zone's clocks stand otherwise than before, between two instants. */
function listChanges(zone: string, from: UnixMs, to: UnixMs): UnixMs[] {
  const changes: UnixMs[] = []
  const minutesOf = (instant: UnixMs): string => toWall(instant, zone).slice(11)
  for (let time = from; time < to; time += DAY_MS) {
    if (minutesOf(time) !== minutesOf(time + DAY_MS)) changes.push(time)
  }
  return changes
}

describe('toNextTime', () => {
  test('gives each zone one digest a day at both changes of clocks, at its hour or at the first time that exists', () => {
    const [from, to] = [Date.UTC(2027, 11, 30), Date.UTC(2029, 0, 2)]
    const faults: string[] = []
    let changes = 0

    for (const zone of Intl.supportedValuesOf('timeZone')) {
      for (const change of listChanges(zone, from, to)) {
        changes++
        for (let hour = 0; hour < 24; hour++) {
          const walls = listTimes(daily(zone, hour), change - DAY_MS, 4).map((time) => toWall(time, zone))
          const delays = walls.map(
            (wall) => ((Number(wall.slice(11, 13)) - hour + 24) % 24) + Number(wall.slice(14)) / 60,
          )
          const days = walls.map((wall, place) =>
            Math.floor((Date.parse(`${wall.replace(' ', 'T')}Z`) / HOUR_MS - (delays[place] ?? 0)) / 24),
          )
          const isEachDay = days.every((day, place) => place === 0 || day === (days[place - 1] ?? 0) + 1)
          const [late = 0, ...others] = delays.filter((delay) => delay > 0)
          // The skipped hour is due when the clocks have gone on, and no later.
          const isSoon = late <= 2
          if (!isEachDay || others.length > 0 || !isSoon) faults.push(`${zone} ${hour}: ${walls.join(', ')}`)
        }
      }
    }

    expect(changes).toBeGreaterThan(200)
    expect(faults).toEqual([])
  })

  test.each([
    // Clocks go from 02:00 to 03:00: both hours are the same instant.
    ['a skipped hour', 'Europe/Oslo', 2, '2026-03-28T12:00Z', '2026-03-29T01:00:00.000Z'],
    // 02:00 comes twice, at 00:00Z and at 01:00Z.
    ['a doubled hour', 'Europe/Oslo', 2, '2026-10-24T12:00Z', '2026-10-25T00:00:00.000Z'],
    ['the day after a doubled hour', 'Europe/Oslo', 2, '2026-10-25T00:00Z', '2026-10-26T01:00:00.000Z'],
    ['the time between both of a doubled hour', 'Europe/Oslo', 2, '2026-10-25T00:30Z', '2026-10-26T01:00:00.000Z'],
    // Clocks go from 01:00 to 03:00.
    ['the second of two skipped hours', 'Antarctica/Troll', 2, '2026-03-28T12:00Z', '2026-03-29T01:00:00.000Z'],
    // Clocks go from 00:00 to 01:00.
    ['a skipped midnight', 'Africa/Cairo', 0, '2026-04-23T12:00Z', '2026-04-23T22:00:00.000Z'],
    // Clocks go from 02:00 to 02:30.
    ['half a skipped hour', 'Australia/Lord_Howe', 2, '2026-10-03T12:00Z', '2026-10-03T15:30:00.000Z'],
    ['a zone of three quarters of an hour', 'Asia/Kathmandu', 7, '2026-01-01T00:00Z', '2026-01-01T01:15:00.000Z'],
    ['a leap day', 'America/New_York', 7, '2028-02-28T13:00Z', '2028-02-29T12:00:00.000Z'],
    ['the day after a leap day', 'America/New_York', 7, '2028-02-29T12:00Z', '2028-03-01T12:00:00.000Z'],
    // Clocks go from 23:00 to 00:00 of the next day.
    ['a skipped hour before midnight', 'America/Nuuk', 23, '2028-03-25T12:00Z', '2028-03-26T01:00:00.000Z'],
    ['the hour after that', 'America/Nuuk', 23, '2028-03-26T01:00Z', '2028-03-27T00:00:00.000Z'],
    // Samoa left out 30 December 2011.
    ['a day that was left out', 'Pacific/Apia', 7, '2011-12-29T20:00Z', '2011-12-30T17:00:00.000Z'],
  ])('of %s is as its clocks show', (_what, zone, hour, after, expected) => {
    const next = toNextTime(daily(zone, hour), Date.parse(after))

    expect(new Date(next).toISOString()).toBe(expected)
  })

  test('is on the days of the week alone, counted in the zone', () => {
    const rhythm: Rhythm = { span: 'day', weekdays: [1, 5], hour: 6, zone: 'Pacific/Auckland' }

    const times = listTimes(rhythm, Date.parse('2026-07-01T00:00Z'), 3).map((time) => new Date(time).toISOString())

    // 06:00 of Friday 3, Monday 6 and Friday 10 July in Auckland, 12 hours ahead.
    expect(times).toEqual(['2026-07-02T18:00:00.000Z', '2026-07-05T18:00:00.000Z', '2026-07-09T18:00:00.000Z'])
  })

  test('of a weekly digest comes every seven days through a year and its leap day', () => {
    const rhythm: Rhythm = { span: 'week', weekdays: [2], hour: 8, zone: 'UTC' }

    const times = listTimes(rhythm, Date.parse('2028-01-01T00:00Z'), 60)

    expect(new Date(times[0] ?? 0).toISOString()).toBe('2028-01-04T08:00:00.000Z')
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual(times.map((_, week) => week * 7 * DAY_MS))
  })

  test('is the way back from toPreviousTime', () => {
    const rhythm: Rhythm = { span: 'day', weekdays: [0, 3, 6], hour: 2, zone: 'America/New_York' }

    for (const time of listTimes(rhythm, Date.parse('2026-01-01T00:00Z'), 200)) {
      expect(toPreviousTime(rhythm, toNextTime(rhythm, time))).toBe(time)
    }
  })
})

describe('isTimeZone', () => {
  test.each(['Europe/Oslo', 'UTC', 'America/Argentina/Buenos_Aires', 'Asia/Calcutta', 'Etc/GMT+3'])(
    'knows %s',
    (name) => {
      expect(isTimeZone(name)).toBe(true)
    },
  )

  test.each(['', '+02:00', '-05', 'Europe/Atlantis', 'Europe/Oslo ', '2026-01-01T00:00[UTC]', 'x'.repeat(300)])(
    'does not take "%s" for one',
    (name) => {
      expect(isTimeZone(name)).toBe(false)
    },
  )
})
