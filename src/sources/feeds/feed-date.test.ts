import { expect, test } from 'vitest'
import { parseFeedDate } from './feed-date.ts'

const FIVE = Date.UTC(2026, 10, 18, 5)

test.each([
  ['Wed, 18 Nov 2026 05:00:00 GMT', FIVE],
  ['Wed, 18 Nov 2026 00:00:00 -0500', FIVE],
  ['Wed, 18 Nov 2026 00:00:00 EST', FIVE],
  ['Wednesday, 18 November 2026 05:00 UT', FIVE],
  ['18 Nov 26 05:00:00 +0000', FIVE],
  ['18-Nov-2026 05:00:00', FIVE],
  ['2026-11-18T05:00:00Z', FIVE],
  ['2026-11-18T06:00:00+01:00', FIVE],
  ['2026-11-18T06:00:00.123456+0100', FIVE],
  ['2026-11-18 05:00', FIVE],
  ['2026-11-18', Date.UTC(2026, 10, 18)],
  ['18 Nov 2026', Date.UTC(2026, 10, 18)],
  ['1 Jan 1999', Date.UTC(1999, 0, 1)],
  ['01 Jan 99 00:00 Z', Date.UTC(1999, 0, 1)],
  ['31 Feb 2026', undefined],
  ['18 Nix 2026', undefined],
  ['2026-11', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('parseFeedDate(%j) is %j', (text, instant) => {
  expect(parseFeedDate(text)).toBe(instant)
})
