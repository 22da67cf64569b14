import { expect, test } from 'vitest'
import { readDays } from './read-days.ts'

// Days since 1970-01-01 by `date -u -d DAY +%s` divided by 86,400.
test.each([
  ['2026', { fromDay: 20_454, toDay: 20_818 }],
  ['2026-03', { fromDay: 20_513, toDay: 20_543 }],
  ['2024-02', { fromDay: 19_754, toDay: 19_782 }],
  ['2026-03-05', { fromDay: 20_517, toDay: 20_517 }],
  ['2026-3-5', { fromDay: 20_517, toDay: 20_517 }],
  ['2026-03..2026-05', { fromDay: 20_513, toDay: 20_604 }],
  ['..2026-05', { toDay: 20_604 }],
  ['2026-04-01..', { fromDay: 20_544 }],
  ['2026-03…2026-05', { fromDay: 20_513, toDay: 20_604 }],
  ['2026-02-29', undefined],
  ['2026-00', undefined],
  ['2026-01-00', undefined],
  ['2026-05..2026-03', undefined],
  ['..', undefined],
  ['', undefined],
  ['2026..2027..2028', undefined],
  ['yesterday', undefined],
])('%s', (text, days) => {
  expect(readDays(text)).toEqual(days)
})
