import { expect, test } from 'vitest'
import { roundRow } from './round-rows.ts'

test('eight bits keep a row to half a step', () => {
  const row = Float32Array.of(1, -0.5, 0.003, -1)
  const rounded = new Int8Array(4)

  const scale = roundRow(row, rounded, 127)

  for (const [i, value] of row.entries()) expect(Math.abs(rounded[i]! * scale - value)).toBeLessThanOrEqual(0.5 / 127)
})

test('four bits cut off one large number where the others gain more by it', () => {
  const row = Float32Array.from({ length: 64 }, (_, i) => (i === 0 ? 1 : 0.09 * (i % 2 === 0 ? 1 : -1)))
  const rounded = new Int8Array(64)

  const scale = roundRow(row, rounded, 7)

  // With 1/7 a step, 0.09 would be 1 step and too large by 0.053; cut to 0.6 it is 1.05 steps.
  expect(scale).toBeLessThan(1 / 7)
  expect(rounded[0]).toBe(7)
  expect(rounded[1]).toBe(-1)
})

test('a row of zeros is zeros', () => {
  const rounded = new Int8Array(4).fill(9)

  expect(roundRow(new Float32Array(4), rounded, 7)).toBe(0)
  expect([...rounded]).toEqual([0, 0, 0, 0])
})
