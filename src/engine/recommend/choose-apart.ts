import { compareProfiles, type TermProfile } from './term-profile.ts'

/**
 * From so much alike on, two documents are one piece of news: a paper and its second upload, two reports of one experiment.
 * Of the 277,000 pairs of a day of 745 papers, two were above it, both of this kind; the next had 0.49.
 */
const NEAR_DUPLICATE = 0.55

/**
 * The first documents of a ranking, at most `size`, without any that is a near-duplicate of a better one.
 *
 * @param known profiles of what was shown before: near-duplicates of it are left out too
 */
export function chooseApart<Item>(
  ranking: readonly Item[],
  size: number,
  profileOf: (item: Item) => TermProfile,
  known: readonly TermProfile[] = [],
): Item[] {
  const chosen: Item[] = []
  const profiles = [...known]
  for (const item of ranking) {
    if (chosen.length >= size) break
    const profile = profileOf(item)
    if (profiles.some((other) => compareProfiles(profile, other) >= NEAR_DUPLICATE)) continue
    chosen.push(item)
    profiles.push(profile)
  }
  return chosen
}
