import { describe, expect, test } from 'vitest'
import type { Day } from '../../domain/time.ts'
import { checkCalendar, checkClock, checkNode, checkTimeZone } from './machine.ts'

const NOON = Date.parse('2026-05-29T16:00:00Z')

describe('checkNode', () => {
  test.each([
    ['22.18.0', 'ok'],
    ['24.0.1', 'ok'],
    ['22.17.9', 'failure'],
    ['20.19.0', 'failure'],
  ])('of %s says %s', (version, outcome) => {
    expect(checkNode(version).outcome).toBe(outcome)
  })
})

describe('checkClock', () => {
  test.each([
    ['a clock that goes on', NOON, NOON - 1, 'ok'],
    ['a clock of which nothing is known', NOON, undefined, 'ok'],
    ['a clock that has lost its battery', Date.parse('1970-01-02'), undefined, 'failure'],
    ['a clock behind the last import', NOON, NOON + 1, 'failure'],
  ])('of %s', (_name, now, lastRead, outcome) => {
    expect(checkClock(now, lastRead).outcome).toBe(outcome)
  })
})

test('checkTimeZone fails where noon in New York is another hour', () => {
  const inUtc = (instant: number) => {
    const date = new Date(instant)
    return { day: date.toISOString().slice(0, 10) as Day, minuteOfDay: date.getUTCHours() * 60 }
  }

  expect(checkTimeZone().outcome).toBe('ok')
  expect(checkTimeZone(inUtc).outcome).toBe('failure')
})

test('checkCalendar warns once the open edition is of a year whose holidays are not known', () => {
  expect(checkCalendar(NOON).outcome).toBe('ok')
  expect(checkCalendar(Date.parse('2099-06-01T12:00:00Z'))).toMatchObject({
    outcome: 'warning',
    mend: expect.stringContaining('newest') as string,
  })
})
