import type { Sample } from './prometheus-text.ts'

/** Counts of values by size. */
export type Histogram = {
  observe(value: number): void
  /** Its samples as a family of Prometheus's type `histogram` has them: each bucket counts all up to its bound. */
  list(labels: Readonly<Record<string, string>>): Sample[]
}

/** @param bounds upper bounds of the buckets, ascending; a value equal to a bound is in its bucket */
export function createHistogram(bounds: readonly number[]): Histogram {
  const counts = new Float64Array(bounds.length + 1) // the last one holds what is above every bound
  let sum = 0
  return {
    observe(value) {
      let bucket = 0
      while (bucket < bounds.length && value > (bounds[bucket] ?? Infinity)) bucket++
      counts[bucket] = (counts[bucket] ?? 0) + 1
      sum += value
    },
    list(labels) {
      let count = 0
      const buckets = [...bounds, Infinity].map((bound, bucket) => {
        count += counts[bucket] ?? 0
        const le = bound === Infinity ? '+Inf' : String(bound)
        return { suffix: '_bucket', labels: { ...labels, le }, value: count }
      })
      return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: count }]
    },
  }
}
