import { expect, test } from 'vitest'
import { toRestEnd } from './rest.ts'

test.each([
  ['2026-11-21T00:04:59.999Z', undefined],
  ['2026-11-21T00:05:00Z', '2026-11-21T00:31:00Z'],
  ['2026-07-03T00:30:59.999Z', '2026-07-03T00:31:00Z'],
  ['2026-11-21T00:31:00Z', undefined],
  ['2026-11-20T23:59:00Z', undefined],
])('at %s arXiv rests until %s', (now, until) => {
  expect(toRestEnd(Date.parse(now))).toBe(until === undefined ? undefined : Date.parse(until))
})
