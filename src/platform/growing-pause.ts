/** Pauses each twice as long as the one before, until they are as long as they get. */
export type GrowingPauses = { firstMs: number; longestMs: number }

/** How long to wait before what failed is tried again. @param earlier how often in a row it had failed before, >= 0 */
export function toGrowingPause({ firstMs, longestMs }: GrowingPauses, earlier: number): number {
  return Math.min(longestMs, firstMs * 2 ** earlier)
}
