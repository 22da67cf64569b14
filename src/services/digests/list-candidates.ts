import type { Digest } from '../../domain/digest.ts'
import type { Candidate } from '../../domain/ports.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { addDays, type Day } from '../../domain/time.ts'
import type { Choosers } from './choosers/choosers.ts'
import type { PlacedDayPaper, ReadPeriodPapers } from './day-papers.ts'
import type { ChooseInRound } from './round-choices.ts'

/** What it takes to list candidates. */
export type ListCandidatesDeps = { choose: ChooseInRound; choosers: Choosers; readPeriod: ReadPeriodPapers }

/** The days of a digest, what its subscription had last, and since when it has had no paper where that one had none. */
export type CandidatePeriod = { from: Day; to: Day; last?: Digest | undefined; emptySince?: Day | undefined }

/** A source may be silent for a day, and an edition goes on to be filled for hours after it was sent. */
const LATE_DAYS = 2
/** A source that is silent for longer leaves digests without papers: so far back they are looked for when it is heard again. */
const SILENT_DAYS = 7

/**
 * The candidates of a digest: those of its days, and what came late of the two days before. Late is what was featured since
 * the last digest was composed; and, where that one had room for more, whatever else of its own days it did not bring. Where
 * it had none, and those before it neither, the days of all of these count, up to seven.
 */
export async function listCandidates(
  { choose, choosers, readPeriod }: ListCandidatesDeps,
  { wish, size }: Pick<Subscription, 'wish' | 'size'>,
  { from, to, last, emptySince }: CandidatePeriod,
  signal: AbortSignal,
): Promise<{ candidates: readonly Candidate[]; considered: number }> {
  const { looksBack, isCostly } = choosers[wish.kind]
  if (last === undefined || looksBack) return choose(wish, { from, to }, signal)
  const wide = { from: toFirstLooked(from, emptySince), to }
  const { candidates } = await choose(wish, wide, signal)
  const papers = await readPeriod(wide)
  const openSince = last.papers.length < size ? (emptySince ?? last.from) : undefined
  const isLate = ({ day, submittedAt = 0 }: PlacedDayPaper): boolean =>
    (openSince !== undefined && day >= openSince) || submittedAt > last.composedAt
  const kept = candidates.filter(({ id }) => {
    const paper = papers.find(id)
    return paper !== undefined && (paper.day >= from || isLate(paper))
  })
  if (isCostly) return { candidates: kept, considered: kept.length }
  const own = await choose(wish, { from, to }, signal)
  const known = new Set(candidates.map(({ id }) => id))
  // Of many papers with few votes, those of the days before may have taken the place.
  return { candidates: [...kept, ...own.candidates.filter(({ id }) => !known.has(id))], considered: own.considered }
}

function toFirstLooked(from: Day, emptySince: Day | undefined): Day {
  const [usual, earliest] = [addDays(from, -LATE_DAYS), addDays(from, -SILENT_DAYS)]
  if (emptySince === undefined || emptySince >= usual) return usual
  return emptySince < earliest ? earliest : emptySince
}
