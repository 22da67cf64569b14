import { describe, expect, test } from 'vitest'
import type { Rhythm } from '../../domain/subscription.ts'
import type { Day, Weekday } from '../../domain/time.ts'
import { toNextDigestAt } from './next-digest.ts'

const DAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6]
const daily: Rhythm = { span: 'day', weekdays: [...DAYS], hour: 7, zone: 'Europe/Oslo' }
const weekly: Rhythm = { ...daily, span: 'week', weekdays: [0] }
/** Seven in the morning in Oslo on a day of November 2026: Sunday is the 22nd. */
const at = (day: number) => Date.parse(`2026-11-${day}T07:00:00+01:00`)
const SUNDAY = at(22)
const sent = (to: string) => ({ to: to as Day, delivery: { state: 'sent' } as const })

describe('toNextDigestAt', () => {
  test.each([
    ['weekly', weekly, at(29)],
    ['daily', daily, at(23)],
  ])('passes over a time before which nothing new opens, after a %s digest was sent out of turn', (_, rhythm, next) => {
    const subscription = { state: 'active', rhythm, nextAt: SUNDAY } as const

    expect(toNextDigestAt(subscription, sent('2026-11-22'))).toBe(next)
  })

  test('is the next time of the rhythm where editions open before it', () => {
    const subscription = { state: 'active', rhythm: weekly, nextAt: SUNDAY } as const

    expect(toNextDigestAt(subscription, sent('2026-11-18'))).toBe(SUNDAY)
    expect(toNextDigestAt(subscription, undefined)).toBe(SUNDAY)
  })

  test.each(['failed', 'dropped'] as const)('counts on the papers of a digest that %s', (state) => {
    const subscription = { state: 'active', rhythm: weekly, nextAt: SUNDAY } as const

    expect(toNextDigestAt(subscription, { to: '2026-11-22' as Day, delivery: { state } })).toBe(SUNDAY)
  })

  test.each(['paused', 'pending'] as const)('is none of a subscription that is %s', (state) => {
    expect(toNextDigestAt({ state, rhythm: weekly, nextAt: SUNDAY }, undefined)).toBeUndefined()
  })
})
