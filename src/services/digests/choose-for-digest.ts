import type { Digest } from '../../domain/digest.ts'
import type { Candidate } from '../../domain/ports.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Subscription, SubscriptionId } from '../../domain/subscription.ts'
import { chooseApart } from '../../engine/recommend/choose-apart.ts'
import { createFeedbackReader, type Heeded } from '../../engine/recommend/heed-feedback.ts'
import type { Db } from '../../store/db.ts'
import { listFeedback, type PaperFeedback } from '../../store/digest-feedback.ts'
import { findSentPapers } from '../../store/digest-papers.ts'
import type { FindPreparedPapers, PreparedPaper } from './prepared-papers.ts'

/** A paper that was chosen, and why. */
export type ChosenPaper = { paper: PreparedPaper; reason: string }

type Deps = { db: Db; findPrepared: FindPreparedPapers }

/** What somebody said last counts; what they said a hundred papers ago, seldom. */
const MOST_FEEDBACK = 50
/** Feedback may lift a paper from so far below. */
const WEIGHED = 120
/** Near-duplicates and withdrawn papers make room for others. */
const SPARE = 10

/** What is known when papers are chosen. */
export type Choice = {
  /** The best first. */
  candidates: readonly Candidate[]
  /** What the subscription had last. */
  last?: Digest | undefined
}

/**
 * Chooses the papers of a digest from its candidates: none that the subscription had before, under whatever id, those that feedback wants
 * first, no two that are nearly one, nor one that is nearly what the last digest held.
 */
export async function chooseForDigest(
  { db, findPrepared }: Deps,
  { id, size }: Pick<Subscription, 'id' | 'size'>,
  { candidates, last }: Choice,
): Promise<ChosenPaper[]> {
  const feedback = await listFeedback(db, id, MOST_FEEDBACK)
  const most = feedback.length > 0 ? Math.max(WEIGHED, size + SPARE) : size + SPARE
  const fresh = await leaveOutSent(db, id, candidates, most)
  if (fresh.length === 0) return []
  const prepared = await findPrepared(fresh.map((candidate) => candidate.id))
  const had = await listFormerlySent(db, id, prepared)
  const ranking = fresh.flatMap(({ id: paperId, reason }) => {
    const paper = prepared.get(paperId)
    return paper && !paper.isWithdrawn && !had.has(paper) ? [{ paper, reason }] : []
  })
  const heeded = feedback.length > 0 ? await heed(findPrepared, feedback, ranking, size) : ranking
  const shown = await findPrepared(last?.papers.map((paper) => paper.id) ?? [])
  const known = [...new Set(shown.values())].map(({ profile }) => profile)
  return chooseApart(heeded, size, ({ paper }) => paper.profile, known)
}

async function leaveOutSent(
  db: Db,
  id: SubscriptionId,
  candidates: readonly Candidate[],
  most: number,
): Promise<Candidate[]> {
  const fresh: Candidate[] = []
  for (let at = 0; at < candidates.length && fresh.length < most; at += most) {
    const part = candidates.slice(at, at + most)
    const sent = await findSentPapers(
      db,
      id,
      part.map((candidate) => candidate.id),
    )
    fresh.push(...part.filter((candidate) => !sent.has(candidate.id)))
  }
  return fresh.slice(0, most)
}

/** Papers that were sent under an id that they had before: hardly any had one, and so nothing is asked for most digests. */
async function listFormerlySent(
  db: Db,
  id: SubscriptionId,
  prepared: ReadonlyMap<PaperId, PreparedPaper>,
): Promise<Set<PreparedPaper>> {
  const joined = [...prepared.values()].filter(({ formerIds }) => formerIds.length > 0)
  const sent = await findSentPapers(
    db,
    id,
    joined.flatMap(({ formerIds }) => formerIds),
  )
  return new Set(joined.filter(({ formerIds }) => formerIds.some((former) => sent.has(former))))
}

/** A candidate's place counts, however its scorer counts: half at the end of what one digest holds. */
async function heed(
  findPrepared: FindPreparedPapers,
  feedback: readonly PaperFeedback[],
  ranking: readonly ChosenPaper[],
  size: number,
): Promise<ChosenPaper[]> {
  const known = await findPrepared(feedback.map(({ paperId }) => paperId))
  // The newest comes first: what was said of a paper under a former id is older than what was said since.
  const kinds = new Map<PreparedPaper, PaperFeedback['kind']>()
  for (const { paperId, kind } of feedback) {
    const paper = known.get(paperId)
    if (paper && !kinds.has(paper)) kinds.set(paper, kind)
  }
  const examples = [...kinds].map(([paper, kind]) => ({ paper, profile: paper.profile, isWanted: kind === 'more' }))
  const read = createFeedbackReader(examples)
  return ranking
    .map((chosen) => ({ chosen, heeded: read(chosen.paper.profile) }))
    .filter(({ chosen: { paper }, heeded }) => !heeded.isUnwanted && kinds.get(paper) !== 'less')
    .map((each, place) => ({ ...each, place, score: each.heeded.factor / (1 + place / size) }))
    .sort((a, b) => b.score - a.score)
    .map(({ chosen, heeded, place }, risenTo) => {
      const example = heeded.closest === undefined ? undefined : examples[heeded.closest]
      return { ...chosen, reason: toReason(chosen, heeded, { example: example?.paper, isRisen: risenTo < place }) }
    })
}

/** What feedback lifts is here for that, and what would be here without it, for what it was. */
function toReason(
  { paper, reason }: ChosenPaper,
  { isClose }: Heeded,
  { example, isRisen }: { example: PreparedPaper | undefined; isRisen: boolean },
): string {
  // What was seen in a preview, and asked more of, is its own example.
  if (!example || example === paper || !(isClose || isRisen)) return reason
  return `${isClose ? 'Close to' : 'Somewhat like'} “${example.shown.title}”, which you asked more of.`
}
