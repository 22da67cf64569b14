import { expect, test } from 'vitest'
import type { Day } from '../domain/time.ts'
import { widenWindow } from './day-window.ts'

const OVERLAP_DAYS = 2
const window = (from: string, until: string) => ({ from: from as Day, until: until as Day })
const NOVEMBER = window('2026-11-18', '2026-11-20')

test.each([
  ['the day before', '2026-11-19', '2026-11-18'],
  ['the same day, earlier', '2026-11-20', '2026-11-18'],
  ['three days before', '2026-11-17', '2026-11-16'],
  ['months before', '2026-05-31', '2026-05-30'],
  ['a day that is still to come, by a clock that was ahead', '2027-03-01', '2026-11-18'],
])('a window after one that ended %s begins where that may have been too early', (_when, reached, from) => {
  expect(widenWindow(NOVEMBER, reached as Day, OVERLAP_DAYS)).toEqual({ from })
})

test('the first window of its kind stays as it is', () => {
  expect(widenWindow(NOVEMBER, undefined, OVERLAP_DAYS)).toEqual({ from: '2026-11-18' })
})

test('what lies more than a year back is left out, and told', () => {
  expect(widenWindow(NOVEMBER, '2025-01-11' as Day, OVERLAP_DAYS)).toEqual({
    from: '2025-11-19', // 366 days before 20 November 2026
    missed: { from: '2025-01-10', until: '2025-11-18' },
  })
})

test('a window that somebody wishes for longer than a year is not cut', () => {
  expect(widenWindow(window('2020-01-01', '2026-11-20'), '2026-11-10' as Day, OVERLAP_DAYS)).toEqual({
    from: '2020-01-01',
  })
})

test('an overlap of a day begins with the day that was not over', () => {
  expect(widenWindow(window('2026-11-19', '2026-11-20'), '2026-11-12' as Day, 1)).toEqual({ from: '2026-11-12' })
})
