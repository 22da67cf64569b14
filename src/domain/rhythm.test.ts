import { describe, expect, test } from 'vitest'
import { describeRhythm, checkRhythm } from './rhythm.ts'
import type { Rhythm } from './subscription.ts'
import type { Weekday } from './time.ts'

const daily = (weekdays: readonly number[], hour = 7): Rhythm => ({
  ...{ span: 'day', weekdays: weekdays as Weekday[], hour, zone: 'Europe/Oslo' },
})

describe('checkRhythm', () => {
  test('sorts days, each once', () => {
    expect(checkRhythm(daily([5, 1, 5, 0]))).toEqual(daily([0, 1, 5]))
  })

  test.each([
    ['no day', daily([])],
    ['a day that no week has', daily([7])],
    ['an hour that no clock shows', daily([1], 24)],
    ['half an hour', daily([1], 7.5)],
    ['two days of a week', { ...daily([1, 2]), span: 'week' } as Rhythm],
  ])('refuses %s', (_what, rhythm) => {
    expect(() => checkRhythm(rhythm)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
})

describe('describeRhythm', () => {
  test.each([
    [daily([0, 1, 2, 3, 4, 5, 6]), 'every day at 07:00, Europe/Oslo'],
    [daily([1, 2, 3, 4, 5], 18), 'weekdays at 18:00, Europe/Oslo'],
    [daily([0, 3, 6]), 'Wednesdays, Saturdays and Sundays at 07:00, Europe/Oslo'],
    [daily([2]), 'Tuesdays at 07:00, Europe/Oslo'],
    [{ ...daily([1]), span: 'week' } as Rhythm, 'every Monday at 07:00, Europe/Oslo'],
  ])('of %j is as people say it', (rhythm, words) => {
    expect(describeRhythm(rhythm)).toBe(words)
  })
})
