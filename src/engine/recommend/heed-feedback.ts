import type { TermProfile } from './term-profile.ts'

/** A document that somebody asked more of, or less of. */
export type FeedbackExample = { readonly profile: TermProfile; readonly isWanted: boolean }

/** What feedback says of a document. */
export type Heeded = {
  /** What its score is to be multiplied by: 1 where feedback says nothing of it, more where it is wanted, > 0. */
  readonly factor: number
  /** Whether it is so near to what is not wanted that it is left out. */
  readonly isUnwanted: boolean
  /** The wanted example that it is most like, as its place in the list; absent where it is like none by more than chance. */
  readonly closest?: number
  /** Whether it is so like that one that this alone is a reason to show it. */
  readonly isClose: boolean
}

/** Two documents of one field share so much by chance: it tells nothing. */
const BY_CHANCE = 0.08
/** From so much alike on, a document is close to an example, and not only somewhat like it. */
const CLOSE = 0.2
/** Nearer than this to what is not wanted, and nearer than to anything wanted, it is left out. */
const TOO_CLOSE = 0.3
/** How steeply likeness counts: a cosine of 0.2 more than by chance brings a factor of 5. */
const STEEPNESS = 8

/**
 * Reads documents in the light of what somebody asked more and less of:
 *
 *   factor = e^(8 · (near(wanted) − near(unwanted))),  near = max(0, cosine to the nearest example − 0.08)
 *
 * Time for a document grows with its terms, and hardly with the number of examples.
 */
export function createFeedbackReader(examples: readonly FeedbackExample[]): (profile: TermProfile) => Heeded {
  const postings = new Map<string, [example: number, weight: number][]>()
  for (const [place, { profile }] of examples.entries()) {
    for (const [term, weight] of profile) {
      const list = postings.get(term)
      if (list) list.push([place, weight])
      else postings.set(term, [[place, weight]])
    }
  }
  return (profile) => {
    const cosines = new Float64Array(examples.length)
    for (const [term, weight] of profile) {
      for (const [place, other] of postings.get(term) ?? []) cosines[place]! += weight * other
    }
    return judge(findNearest(cosines, examples, true), findNearest(cosines, examples, false))
  }
}

type Nearest = { place: number; cosine: number }

function findNearest(cosines: Float64Array, examples: readonly FeedbackExample[], isWanted: boolean): Nearest {
  let nearest = { place: -1, cosine: 0 }
  for (const [place, example] of examples.entries()) {
    if (example.isWanted === isWanted && cosines[place]! > nearest.cosine) nearest = { place, cosine: cosines[place]! }
  }
  return nearest
}

function judge(wanted: Nearest, unwanted: Nearest): Heeded {
  const near = ({ cosine }: Nearest): number => Math.max(0, cosine - BY_CHANCE)
  const isCloser = wanted.cosine > unwanted.cosine
  return {
    factor: Math.exp(STEEPNESS * (near(wanted) - near(unwanted))),
    isUnwanted: unwanted.cosine >= TOO_CLOSE && !isCloser,
    ...(wanted.cosine > BY_CHANCE && isCloser && { closest: wanted.place }),
    isClose: wanted.cosine >= CLOSE && isCloser,
  }
}
