import type { Candidate } from '../../domain/ports.ts'
import type { Wish } from '../../domain/subscription.ts'
import type { Clock, Day } from '../../domain/time.ts'
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
  let kept = new Map<string, ReturnType<ChooseInRound>>()
  let [since, count] = [clock(), 0]
  return (wish, period, signal) => {
    if (Math.abs(clock() - since) >= KEPT_MS || count > MOST_KEPT) [kept, since, count] = [new Map(), clock(), 0]
    const key = JSON.stringify([wish, period.from, period.to])
    const known = kept.get(key)
    if (known) return known
    const own = kept
    const choice = choosers[wish.kind](wish, period, MOST_CANDIDATES, signal)
    own.set(key, choice)
    choice.then(
      ({ candidates }) => void (count += candidates.length + 1),
      () => own.delete(key),
    )
    return choice
  }
}
