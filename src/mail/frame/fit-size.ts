/** One piece of a mail in several lengths, the longest first. */
export type Lengths = readonly [string, ...string[]]

/** What of the pieces there is room for: `left` of them, the last ones, found none. */
export type Fitted = { pieces: readonly string[]; left: number }

/**
 * Chooses a length for each piece so that all together take at most `room` bytes: first the pieces at the end are
 * shortened, by one length, then by another, until all are as short as they can be; then they are left out from the end.
 */
export function fitSize(all: readonly Lengths[], room: number): Fitted {
  const sizes = all.map((lengths) => lengths.map((text) => Buffer.byteLength(text)))
  const chosen = all.map(() => 0)
  let total = sizes.reduce((sum, [size = 0]) => sum + size, 0)
  const most = Math.max(0, ...all.map((lengths) => lengths.length - 1))
  for (let length = 1; length <= most; length++) {
    for (let i = all.length - 1; i >= 0 && total > room; i--) {
      const shorter = sizes[i]?.[length]
      if (shorter === undefined) continue
      total += shorter - (sizes[i]?.[chosen[i] ?? 0] ?? 0)
      chosen[i] = length
    }
  }
  let kept = all.length
  while (kept > 0 && total > room) total -= sizes[--kept]?.[chosen[kept] ?? 0] ?? 0
  const pieces = all.slice(0, kept).map((lengths, i) => lengths[chosen[i] ?? 0] ?? '')
  return { pieces, left: all.length - kept }
}
