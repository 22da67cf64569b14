import { describe, expect, test } from 'vitest'
import type { PaperSource, Slot, Task } from '../domain/harvest.ts'
import { toIso } from '../domain/time.ts'
import { createSchedule } from './schedule.ts'

/** A source whose tasks are named for the time of their slot: "MM-DDTHH:MM" in UTC. */
function aSource(...slots: Partial<Slot>[]): PaperSource {
  const plan: Slot['plan'] = (at) => [{ key: toIso(at).slice(5, 16), subject: 'it' }]
  return {
    ...{ name: 'arxiv', title: 'arXiv', terms: '', addresses: [] },
    slots: slots.map((slot) => ({ pattern: '0 12 * * *', zone: 'UTC', spreadMs: 0, plan, ...slot })),
    harvest: () => Promise.reject(new Error('not asked here')),
  }
}

/** The times of a slot after an instant and until another. */
function times(slot: Partial<Slot>, after: string, until: string): string[] {
  const tasks = createSchedule('ours')(aSource(slot), Date.parse(after), Date.parse(until))
  return tasks.map(({ key }) => key)
}

// Zones and their changes as the IANA time zone database has them: New York changes on 8 March and 1 November 2026.
const NEW_YORK = 'America/New_York'

describe('the times of a slot', () => {
  test('are those of its zone, on its weekdays, after the first instant and up to the second', () => {
    const evenings = { pattern: '40 22 * * 0-4', zone: NEW_YORK }

    // Thursday 19 November, then Sunday: in New York's winter 22:40 is 03:40 of the next day in UTC.
    expect(times(evenings, '2026-11-20T03:39:59Z', '2026-11-24T03:40:00Z')).toEqual([
      '11-20T03:40',
      '11-23T03:40',
      '11-24T03:40',
    ])
    expect(times(evenings, '2026-11-20T03:40:00Z', '2026-11-23T03:39:59Z')).toEqual([])
  })

  test('keep to the clock of the zone when that is changed', () => {
    expect(times({ pattern: '40 22 * * *', zone: NEW_YORK }, '2026-03-07T00:00:00Z', '2026-03-10T00:00:00Z')).toEqual([
      '03-07T03:40',
      '03-08T03:40',
      '03-09T02:40',
    ])
  })

  test('that the clock leaps over comes right after the leap', () => {
    expect(times({ pattern: '30 2 * * *', zone: NEW_YORK }, '2026-03-07T12:00:00Z', '2026-03-09T12:00:00Z')).toEqual([
      '03-08T07:00', // 03:00, the first minute after 01:59
      '03-09T06:30',
    ])
  })

  test('comes once in an hour that comes twice, and hourly ones in both', () => {
    const night = ['2026-11-01T04:00:00Z', '2026-11-01T07:59:00Z'] as const

    expect(times({ pattern: '30 1 * * *', zone: NEW_YORK }, ...night)).toEqual(['11-01T05:30'])
    expect(times({ pattern: '30 * * * *', zone: NEW_YORK }, ...night)).toEqual([
      '11-01T04:30',
      '11-01T05:30',
      '11-01T06:30',
      '11-01T07:30',
    ])
  })

  test('meet without gap or overlap wherever a stretch is cut, each within its stretch though it is late', () => {
    const [from, until] = [Date.parse('2026-10-31T00:00:00Z'), Date.parse('2026-11-03T00:00:00Z')]
    const source = aSource({ pattern: '*/20 0-3 * * *', zone: NEW_YORK, spreadMs: 3_600_000 })
    const listDue = createSchedule('ours')
    const [pieces, strayed]: [Task[], Task[]] = [[], []]

    for (let at = from; at < until; at += 987_654) {
      const end = Math.min(until, at + 987_654)
      const piece = listDue(source, at, end)
      pieces.push(...piece)
      strayed.push(...piece.filter(({ dueAt }) => dueAt <= at || dueAt > end))
    }

    expect(pieces).toEqual(listDue(source, from, until))
    expect(strayed).toEqual([])
    expect(pieces.length).toBeGreaterThan(36) // three nights of twelve times, and the hour that comes twice
  })

  test('of more than a year ago are not made up for', () => {
    const days = times({}, '2020-01-01T00:00:00Z', '2026-11-21T12:00:00Z')

    expect([days.length, days[0]]).toEqual([366, '11-21T12:00'])
  })

  test('of more than a year ago are the newest one, where the last year has none', () => {
    const leapDays = { pattern: '0 0 29 2 *' }

    expect(times(leapDays, '2015-01-01T00:00:00Z', '2026-11-21T12:00:00Z')).toEqual(['02-29T00:00'])
    expect(times(leapDays, '2024-02-29T00:00:00Z', '2026-11-21T12:00:00Z')).toEqual([])
    expect(times(leapDays, '2024-02-28T23:59:00Z', '2026-11-21T12:00:00Z')).toEqual(['02-29T00:00'])
  })

  test.each(['2026-01-01T00:00:00Z', '2015-01-01T00:00:00Z'])('that never come are none, since %s', (after) => {
    expect(times({ pattern: '0 0 31 2 *' }, after, '2026-11-21T12:00:00Z')).toEqual([])
  })
})

test('the tasks of all slots come in the order in which they are due', () => {
  const source = aSource({ pattern: '30 13 * * *' }, { pattern: '0 */6 * * *' })
  const day = [Date.parse('2026-11-21T00:00:00Z'), Date.parse('2026-11-21T23:59:59Z')] as const

  const tasks = createSchedule('ours')(source, ...day)

  expect(tasks.map(({ key }) => key.slice(6))).toEqual(['06:00', '12:00', '13:30', '18:00'])
  expect(tasks[0]).toEqual({ ...{ source: 'arxiv', key: '11-21T06:00', subject: 'it' }, dueAt: day[0] + 6 * 3_600_000 })
})

test('each installation is late by a part of the spread of its own, always the same', () => {
  const source = aSource({ spreadMs: 600_000 })
  const noons = ['2026-11-20T12:00:00Z', '2026-11-21T12:00:00Z'].map((text) => Date.parse(text))
  const lateness = (installation: string): number[] =>
    createSchedule(installation)(source, noons[0]! - 1, noons[1]! + 600_000).map(
      ({ dueAt }, index) => dueAt - noons[index]!,
    )

  const all = Array.from({ length: 100 }, (_, number) => lateness(`installation ${number}`))

  expect(all.filter(({ length }) => length !== 2)).toEqual([])
  expect(all.filter(([first, second]) => first !== second)).toEqual([])
  expect(all.flat().filter((ms) => ms < 0 || ms >= 600_000)).toEqual([])
  expect(new Set(all.map(([first]) => Math.floor(first! / 60_000))).size).toBe(10) // in every minute of the ten
  expect(lateness('installation 1')).toEqual(all[1])
})
