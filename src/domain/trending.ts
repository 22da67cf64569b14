import { type Day, DAY_MS, fromUtcDay } from './time.ts'

/** After so many days a vote counts half. Votes come in within days, and an edition should not stand for weeks. */
export const TRENDING_HALF_LIFE_DAYS = 3

/** Editions of so many days, up to the newest, take part: after ten half-lives a thousand votes count as one. */
export const TRENDING_DAYS = 30

/**
 * How much a paper trends: votes · 2^(−age / half-life), its age counted in days from its edition to `on`.
 *
 * The order of two papers does not depend on `on`: both fade alike. So a ranking holds until a vote changes.
 */
export function toTrendingScore(votes: number, day: Day, on: Day): number {
  const ageDays = (fromUtcDay(on) - fromUtcDay(day)) / DAY_MS
  return votes * 2 ** (-ageDays / TRENDING_HALF_LIFE_DAYS)
}
