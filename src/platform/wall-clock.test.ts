import { expect, test } from 'vitest'
import { createWallClock } from './wall-clock.ts'

// Expected: GNU date, as in `TZ=Europe/Oslo date -d 2026-03-29T01:00Z '+%F %R'`.
test.each([
  ['2026-03-29T00:59:00Z', 'Europe/Oslo', '2026-03-29', '01:59'],
  ['2026-03-29T01:00:00Z', 'Europe/Oslo', '2026-03-29', '03:00'],
  ['2026-03-03T22:00:00Z', 'Asia/Tokyo', '2026-03-04', '07:00'],
  ['2026-12-31T23:45:00Z', 'Asia/Kathmandu', '2027-01-01', '05:30'],
  ['2026-11-18T05:00:00Z', 'America/New_York', '2026-11-18', '00:00'],
  ['2026-11-18T05:00:00Z', 'Nowhere/At_All', '2026-11-18', '05:00'],
])('%s is told in %s', (at, zone, day, time) => {
  expect(createWallClock()(Date.parse(at), zone)).toEqual({ day, time })
})

test('clocks stay right when more zones are asked for than are kept', () => {
  const toWallTime = createWallClock()
  const zones = Intl.supportedValuesOf('timeZone')
  const at = Date.parse('2026-07-01T12:00:00Z')

  const first = zones.map((zone) => toWallTime(at, zone).time)
  const second = zones.map((zone) => toWallTime(at, zone).time)

  expect(zones.length).toBeGreaterThan(200)
  expect(second).toEqual(first)
  expect(second[zones.indexOf('Asia/Kolkata')] ?? second[zones.indexOf('Asia/Calcutta')]).toBe('17:30')
})
