import { createRandom } from './random.ts'

/** A mean over topics, and between which values it lies with 95 % confidence. */
export type Estimate = { mean: number; low: number; high: number }

const RESAMPLES = 10_000
const TAIL = 0.025

/**
 * The mean of a metric over topics with its 95 % interval: of means of 10,000 samples, each as large as the set and drawn
 * from it with replacement, the 2.5th and the 97.5th percentile. The same values and seed give the same interval.
 * Source: Efron & Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13 (percentile intervals); for retrieval:
 * Sakai, "Evaluating evaluation metrics based on the bootstrap", SIGIR 2006.
 *
 * @param values one a topic, at least one
 */
export function estimateMean(values: readonly number[], seed = 1): Estimate {
  const random = createRandom(seed)
  const means = Float64Array.from({ length: RESAMPLES }, () => meanOfSample(values, random)).sort()
  return { mean: meanOf(values), low: percentile(means, TAIL), high: percentile(means, 1 - TAIL) }
}

/**
 * How much one run is better than another on the same topics: the mean of the differences and its interval. Where the
 * interval does not hold 0, chance alone hardly made the difference.
 *
 * @param values and `others` are parallel: one pair a topic
 */
export function estimateDifference(values: readonly number[], others: readonly number[], seed = 1): Estimate {
  return estimateMean(
    values.map((value, index) => value - others[index]!),
    seed,
  )
}

function meanOfSample(values: readonly number[], random: () => number): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)]!
  return sum / values.length
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** @param sorted ascending */
function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}
