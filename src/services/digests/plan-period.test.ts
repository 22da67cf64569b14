import { describe, expect, test } from 'vitest'
import type { Rhythm } from '../../domain/subscription.ts'
import { addDays, type Day, DAY_MS, MINUTE_MS, type UnixMs, type Weekday } from '../../domain/time.ts'
import { toNextTime } from '../../platform/zoned-time.ts'
import { isCatchUp, type Plan, planSubscription } from './plan-period.ts'

const EVERY_DAY: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6]

function aRhythm(wish: Partial<Rhythm> = {}): Rhythm {
  return { span: 'day', weekdays: EVERY_DAY, hour: 7, zone: 'Europe/Oslo', ...wish }
}

type Planned = NonNullable<Plan['digest']>

/** What a worker plans that is always there, from one instant to another. */
function listPlanned(rhythm: Rhythm, from: UnixMs, to: UnixMs): Planned[] {
  const planned: Planned[] = []
  let lastTo: Day | undefined
  for (let nextAt = toNextTime(rhythm, from); nextAt < to;) {
    const plan = planSubscription({ rhythm, nextAt, past: lastTo ? { lastTo } : { since: from } }, nextAt + MINUTE_MS)
    if (plan.digest) {
      planned.push(plan.digest)
      lastTo = plan.digest.to
    }
    nextAt = plan.nextAt
  }
  return planned
}

describe('planSubscription', () => {
  test.each([
    ['Europe/Oslo', 3], // an edition opens at 03:30, but for weeks in spring and autumn at 02:30
    ['Europe/Oslo', 7],
    ['America/New_York', 21],
    ['America/New_York', 22],
    ['Australia/Sydney', 12], // 13:30, 12:30 and 14:30
    ['Australia/Lord_Howe', 13],
    ['Asia/Tokyo', 11],
    ['Pacific/Auckland', 14],
    ['Africa/Cairo', 4],
    ['Antarctica/Troll', 2],
    ['UTC', 2],
  ])('gives %s at %i:00 one digest a day, and every edition once, whatever clocks do', (zone, hour) => {
    const [from, to] = [Date.parse('2027-12-01T00:00Z'), Date.parse('2029-01-01T00:00Z')]

    const planned = listPlanned(aRhythm({ zone, hour }), from, to)

    // 397 days from 1 December 2027 to the end of 2028, a leap year.
    expect(planned).toHaveLength(397)
    for (const [place, digest] of planned.entries()) {
      const before = planned[place - 1]
      if (before) expect(digest.from).toBe(addDays(before.to, 1))
      expect(digest.from <= digest.to).toBe(true)
    }
  })

  test('waits for the edition that opens half an hour later because clocks changed here and not in New York', () => {
    // 03:00 in Oslo is 22:00 of the evening before in New York on 28 March 2026, and 21:00 from the next day on.
    const rhythm = aRhythm({ hour: 3 })
    const dueAt = Date.parse('2026-03-29T01:00Z')
    const past = { lastTo: '2026-03-28' as Day }

    const plan = planSubscription({ rhythm, nextAt: dueAt, past }, dueAt)
    const later = planSubscription({ rhythm, nextAt: plan.nextAt, past }, plan.nextAt)

    expect(plan).toEqual({ nextAt: Date.parse('2026-03-29T01:30Z') })
    expect(later.digest).toEqual({ from: '2026-03-29', to: '2026-03-29', dueAt: plan.nextAt })
  })

  test.each([
    ['Saturday', '2026-11-21', '2026-11-20'],
    ['Sunday', '2026-11-22', '2026-11-20'],
    ['Monday', '2026-11-23', '2026-11-23'],
    ['a Friday after a holiday', '2026-11-27', '2026-11-26'],
  ])('begins on %s with the newest edition that there is, and calls that no catching up', (_day, to, from) => {
    const rhythm = aRhythm()
    const dueAt = Date.parse(`${to}T06:00Z`)

    const { digest } = planSubscription({ rhythm, nextAt: dueAt, past: { since: dueAt - DAY_MS } }, dueAt)

    expect(digest).toEqual({ from, to, dueAt })
    expect(isCatchUp(rhythm, digest!)).toBe(false)
  })

  test.each([
    ['day', '2026-11-18', '2026-11-18'],
    ['week', '2026-11-12', '2026-11-18'],
  ] as const)('begins with the papers of one %s', (span, from, to) => {
    const dueAt = Date.parse('2026-11-18T06:00Z')
    const rhythm = aRhythm({ span, weekdays: [3] })

    expect(planSubscription({ rhythm, nextAt: dueAt, past: { since: dueAt - DAY_MS } }, dueAt).digest).toEqual({
      from,
      to,
      dueAt,
    })
  })

  test.each([
    // Friday's digest was the last: Monday's holds the weekend, which is no absence.
    ['2026-11-20', '2026-11-23T06:00Z', '2026-11-21', false],
    ['2026-11-17', '2026-11-23T06:00Z', '2026-11-18', true],
    // Fourteen days, however long the absence.
    ['2026-01-02', '2026-11-23T06:00Z', '2026-11-10', true],
  ])('catches up from %s on %s', (lastTo, due, from, isCaughtUp) => {
    const rhythm = aRhythm({ weekdays: [1, 2, 3, 4, 5] })
    const nextAt = Date.parse(due)

    const { digest } = planSubscription({ rhythm, nextAt, past: { lastTo: lastTo as Day } }, nextAt)

    expect(digest).toEqual({ from, to: '2026-11-23', dueAt: nextAt })
    expect(isCatchUp(rhythm, digest ?? { from: '' as Day, dueAt: 0 })).toBe(isCaughtUp)
  })

  test.each([
    // The first digest, sent on Wednesday afternoon after that day's hour had gone by.
    ['day', '2026-11-18', false],
    ['week', '2026-11-12', false],
    // First due on Monday, with the server off until Wednesday.
    ['day', '2026-11-16', true],
    ['week', '2026-11-05', true],
  ] as const)(
    'of a %s first digest from %s on that is sent late: whether it catches up is %s',
    (span, from, isLate) => {
      const rhythm = aRhythm({ span, weekdays: span === 'week' ? [3] : EVERY_DAY })

      expect(isCatchUp(rhythm, { from: from as Day, dueAt: Date.parse('2026-11-18T15:00Z') })).toBe(isLate)
    },
  )

  test.each([
    ['day', 11, true],
    ['day', 13, false],
    ['week', 47, true],
    ['week', 49, false],
  ] as const)('of a %s digest that is %i hours late makes one: %s', (span, hours, isMade) => {
    const rhythm = aRhythm({ span, weekdays: [3] })
    const nextAt = Date.parse('2026-11-18T06:00Z')
    const now = nextAt + hours * 60 * MINUTE_MS

    const { digest, nextAt: later } = planSubscription({ rhythm, nextAt, past: { lastTo: '2026-11-11' as Day } }, now)

    expect(digest !== undefined).toBe(isMade)
    expect(later).toBe(nextAt + 7 * DAY_MS)
  })

  test('begins where the first digest would have, where that was never sent', () => {
    const rhythm = aRhythm({ span: 'week', weekdays: [3] })
    const [since, nextAt] = [Date.parse('2026-11-10T20:00Z'), Date.parse('2026-11-18T06:00Z')]

    const { digest } = planSubscription({ rhythm, nextAt, past: { since } }, nextAt)

    // First due on Wednesday 11 November, with the papers from the 5th on.
    expect(digest).toEqual({ from: '2026-11-05', to: '2026-11-18', dueAt: nextAt })
  })

  test('makes one digest for all the times that were missed', () => {
    const rhythm = aRhythm()
    const [nextAt, now] = [Date.parse('2026-11-12T06:00Z'), Date.parse('2026-11-18T08:00Z')]

    const plan = planSubscription({ rhythm, nextAt, past: { lastTo: '2026-11-11' as Day } }, now)

    expect(plan).toEqual({
      digest: { from: '2026-11-12', to: '2026-11-18', dueAt: Date.parse('2026-11-18T06:00Z') },
      nextAt: Date.parse('2026-11-19T06:00Z'),
    })
  })
})
