import { describe, expect, test } from 'vitest'
import type { Day } from '../../domain/time.ts'
import { EDITION_SLOTS, findTaskDay, planEdition, planNewest, planRange } from './edition-tasks.ts'

/** Instants are of New York in November: five hours behind UTC. */
function inNewYork(text: string): number {
  return Date.parse(`${text}-05:00`)
}

function listDays(tasks: readonly { key: string }[]): (string | undefined)[] {
  return tasks.map(({ key }) => findTaskDay(key))
}

function planOf(pattern: string, at: string): (string | undefined)[] {
  const slot = EDITION_SLOTS.find((one) => one.pattern === pattern)
  return listDays(slot!.plan(inNewYork(at)))
}

describe('when editions are read', () => {
  test('the edition of a day when it opens, in the evening before', () => {
    const opened = planOf('32 21 * * 0-4', '2026-11-18T21:32:00')

    expect(opened).toEqual(['2026-11-19'])
  })

  test.each([
    ['through its evening', '2026-11-18T23:05:00', ['2026-11-19']],
    ['through its day', '2026-11-19T14:05:00', ['2026-11-19']],
    ['until the next opens', '2026-11-19T21:05:00', ['2026-11-19']],
    ['not at weekends, which have none', '2026-11-21T14:05:00', []],
  ])('the newest every hour, %s', (_name, at, days) => {
    expect(planOf('5 * * * *', at)).toEqual(days)
  })

  test('the three days before four times a day, those that are workdays', () => {
    const onThursday = planOf('20 1,7,13,19 * * *', '2026-11-19T13:20:00')
    const onMonday = planOf('20 1,7,13,19 * * *', '2026-11-23T13:20:00')

    expect(onThursday).toEqual(['2026-11-18', '2026-11-17', '2026-11-16'])
    expect(onMonday).toEqual(['2026-11-20'])
  })

  test('each day of two weeks is read on each day of them', () => {
    const day = '2026-11-05'
    const noon = (offset: number): number => inNewYork('2026-11-05T12:20:00') + offset * 86_400_000
    const readers = (offset: number): number =>
      EDITION_SLOTS.filter((slot) => listDays(slot.plan(noon(offset))).includes(day)).length

    const read = Array.from({ length: 17 }, (_, offset) => readers(offset))

    // The day itself by two patterns, of which one is for its evening; then by one until the fourteenth day after.
    expect(read).toEqual([2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0])
  })

  test('days of weekends once a day, for editions that stood on one', () => {
    const onMonday = planOf('40 3 * * *', '2026-11-23T03:40:00')

    expect(onMonday.slice(0, 3)).toEqual(['2026-11-22', '2026-11-21', '2026-11-19'])
    expect(onMonday.at(-1)).toBe('2026-11-09')
  })

  test('a reading replaces those of its edition that are still open, and none of another', () => {
    const [first, second] = [planEdition('2026-11-19' as Day, 1000), planEdition('2026-11-19' as Day, 2000)]
    const other = planEdition('2026-11-18' as Day, 2000)

    expect(first.key).not.toBe(second.key)
    expect(first.subject).toBe(second.subject)
    expect(other.subject).not.toBe(second.subject)
  })
})

describe('what an empty store begins with', () => {
  test('the open edition first, then those of two weeks before it', () => {
    const days = listDays(planNewest(inNewYork('2026-11-18T22:00:00')))

    expect(days[0]).toBe('2026-11-19')
    expect(days.at(-1)).toBe('2026-11-05')
    expect(days).toHaveLength(11)
    expect([...days].sort().reverse()).toEqual(days)
  })

  test('an evening before the opening begins with the day itself', () => {
    expect(listDays(planNewest(inNewYork('2026-11-18T21:00:00')))[0]).toBe('2026-11-18')
  })
})

describe('a range of days', () => {
  const now = inNewYork('2026-11-19T12:00:00')

  test('is read day by day, the newest first, weekends too', () => {
    const days = listDays(planRange('2023-06-02' as Day, '2023-06-05' as Day, now))

    expect(days).toEqual(['2023-06-05', '2023-06-04', '2023-06-03', '2023-06-02'])
  })

  test('begins with the first edition there is and ends with the one that is open', () => {
    const days = listDays(planRange('2020-01-01' as Day, '2027-01-01' as Day, now))

    expect([days[0], days.at(-1)]).toEqual(['2026-11-19', '2023-05-04'])
  })

  test('has one task a day whenever it is planned, so that planning again doubles nothing', () => {
    const plan = (at: number) => planRange('2026-11-17' as Day, '2026-11-18' as Day, at)

    expect(plan(now)).toEqual(plan(now + 1000))
  })
})

test.each(['edition', 'edition 2026-02-30', 'edition 2026-11-19 at', 'stars of the last 14 days, 2026-11-19', ''])(
  '"%s" is the task of no edition',
  (key) => {
    expect(findTaskDay(key)).toBeUndefined()
  },
)
