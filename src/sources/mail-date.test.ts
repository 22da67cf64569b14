import { expect, test } from 'vitest'
import { parseMailDate } from './mail-date.ts'

// Expected values from GNU date: date -u -d '…' +%FT%TZ
test.each([
  ['Mon, 6 Apr 2026 13:05:09 GMT', '2026-04-06T13:05:09Z'],
  ['Mon, 06 Apr 2026 00:00:00 -0400', '2026-04-06T04:00:00Z'],
  ['Mon, 06 Apr 2026 00:00:00 -04:00', '2026-04-06T04:00:00Z'],
  ['6 April 2026 13:05 EDT', '2026-04-06T17:05:00Z'],
  ['Monday, 6 Apr 2026 9:05:09 +0530', '2026-04-06T03:35:09Z'],
  ['Sun, 6 Apr 2026 13:05:09 UTC', '2026-04-06T13:05:09Z'],
  ['6 Apr 2026', '2026-04-06T00:00:00Z'],
  [' 2026-04-06T13:05:09Z ', '2026-04-06T13:05:09Z'],
  ['2026-04-06T13:05:09.123456+00:00', '2026-04-06T13:05:09.123Z'],
  ['2026-04-06', '2026-04-06T00:00:00Z'],
])('%j is %s', (text, instant) => {
  expect(parseMailDate(text)).toBe(Date.parse(instant))
})

test.each(['', 'soon', '31 Feb 2026', '6 Owl 2026', '6 Apr 26', '6 Apr 2026 25:00:00 GMT', '06/04/2026', '1 Jan 9999'])(
  '%j is no date',
  (text) => {
    expect(parseMailDate(text)).toBeUndefined()
  },
)
