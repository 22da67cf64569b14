/** Shares of the largest number that are tried as the largest that is kept: few bits do better with a cut. */
const CUTS = [1, 0.9, 0.8, 0.7, 0.6, 0.5]

/**
 * Rounds a row to whole numbers of -limit..limit, with the scale whose squared error is least.
 *
 * @returns what a rounded number is multiplied by; 0 where the row is all zeros
 */
export function roundRow(row: Float32Array, rounded: Int8Array, limit: number): number {
  let most = 0
  for (const value of row) most = Math.max(most, Math.abs(value))
  if (most === 0) {
    rounded.fill(0)
    return 0
  }
  const cuts = limit > 64 ? [1] : CUTS
  let [best, least] = [most / limit, Infinity]
  for (const cut of cuts) {
    const scale = (most * cut) / limit
    const error = measureError(row, scale, limit)
    if (error < least) [best, least] = [scale, error]
  }
  for (let i = 0; i < row.length; i++) rounded[i] = toWhole(row[i]!, best, limit)
  return best
}

function measureError(row: Float32Array, scale: number, limit: number): number {
  let error = 0
  for (const value of row) error += (value - toWhole(value, scale, limit) * scale) ** 2
  return error
}

function toWhole(value: number, scale: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, Math.round(value / scale)))
}
