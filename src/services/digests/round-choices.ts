import type { Candidate, PaperChooser } from '../../domain/ports.ts'
import type { Wish } from '../../domain/subscription.ts'
import type { Clock, Day } from '../../domain/time.ts'
import { readBriefly } from '../../platform/keep-briefly.ts'
import type { Choosers } from './choosers/choosers.ts'

/** Candidates of a wish and a period. */
export type ChooseInRound = (
  wish: Wish,
  period: { from: Day; to: Day },
  signal: AbortSignal,
) => Promise<{ candidates: readonly Candidate[]; considered: number }>

/** As many as the search leafs through in one go: a reader has had the first ones, and feedback leaves out others. */
const MOST_CANDIDATES = 200
/** Of all wishes together: some 20 MB. */
const MOST_KEPT = 100_000
/** In which thousands of digests of one wish are composed, and hardly a vote comes in. */
const KEPT_MS = 60_000

/** Chooses by the wish's chooser; who wishes the same of the same days within a minute shares one choice. */
export function keepChoices(choosers: Choosers, clock: Clock): ChooseInRound {
  const chooseOnce = readBriefly<Awaited<ReturnType<ChooseInRound>>>({
    ...{ ms: KEPT_MS, clock, most: MOST_KEPT },
    lengthOf: ({ candidates }) => candidates.length + 1,
  })
  return (wish, period, signal) => {
    const chooser: PaperChooser = choosers[wish.kind]
    return chooseOnce(JSON.stringify([wish, period.from, period.to]), () =>
      chooser.choosePapers(wish, period, MOST_CANDIDATES, signal),
    )
  }
}
