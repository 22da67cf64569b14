import type { Digest, DigestId, DigestPaper } from '../../domain/digest.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { SummarisePapers } from '../../domain/ports.ts'
import type { Subscription, Wish, WishNames } from '../../domain/subscription.ts'
import type { Clock, Day, UnixMs } from '../../domain/time.ts'
import { toWishTitle } from '../../domain/wish-title.ts'
import { toWishKind } from '../../domain/wishes.ts'
import { cleanText } from '../../platform/plain-text.ts'
import type { Db } from '../../store/db.ts'
import { findEmptySince, findLastDigest } from '../../store/digests.ts'
import { type ChosenPaper, chooseForDigest } from './choose-for-digest.ts'
import type { NameOrganisation } from './choosers/organisation.ts'
import { isCatchUp } from './plan-period.ts'
import { type ListCandidatesDeps, listCandidates } from './list-candidates.ts'
import { type FindPreparedPapers, NO_TOPIC } from './prepared-papers.ts'

/** What it takes to compose a digest. */
export type ComposeDeps = ListCandidatesDeps & {
  db: Db
  findPrepared: FindPreparedPapers
  nameOrganisation: NameOrganisation
  clock: Clock
  /** Absent without a language model. */
  summarise?: SummarisePapers | undefined
}

type TopicPaper = ChosenPaper & { topic: string }

/** Which digest. */
export type DigestOrder = { id: DigestId; subscription: Subscription; from: Day; to: Day; dueAt: UnixMs }

/**
 * Composes a digest as it would be frozen, and keeps nothing.
 *
 * @throws AppError `unavailable` where the search cannot be asked; the signal's reason
 */
export async function composeDigest(
  deps: ComposeDeps,
  { id, subscription, from, to, dueAt }: DigestOrder,
  { signal }: { signal: AbortSignal },
): Promise<Digest> {
  const last = await findLastDigest(deps.db, subscription.id, to)
  const emptySince = last?.papers.length === 0 ? await findEmptySince(deps.db, subscription.id, to) : undefined
  const period = { from, to, last, emptySince }
  const { candidates, considered } = await listCandidates(deps, subscription, period, signal)
  const chosen = await chooseForDigest(deps, subscription, { candidates, last })
  const { looksBack = false } = deps.choosers[subscription.wish.kind]
  const edition = looksBack ? undefined : await findEdition(deps, { from, to }, chosen)
  const papers = await addSummaries(deps, putTopicsTogether(chosen), signal)
  return {
    // What looks back has no days of its own.
    ...{ id, subscriptionId: subscription.id, from: looksBack ? to : from, to, dueAt, composedAt: deps.clock() },
    title: cleanText(toWishTitle(subscription.wish, await findNames(deps, subscription.wish))),
    papers,
    considered,
    ...(edition !== undefined && { edition }),
    isCatchUp: looksBack ? false : isCatchUp(subscription.rhythm, { from, dueAt }),
  }
}

async function findEdition(
  { readPeriod }: ComposeDeps,
  period: { from: Day; to: Day },
  chosen: readonly ChosenPaper[],
): Promise<Day | undefined> {
  const papers = await readPeriod(period)
  const days = chosen.flatMap(({ paper }) => papers.find(paper.shown.id)?.day ?? [])
  return days.sort().at(-1)
}

/**
 * Papers of one topic stand together; topics and papers come as their best paper does. Those of no known topic that are
 * better than all others come first, without a heading; the rest of them last.
 */
function putTopicsTogether(chosen: readonly ChosenPaper[]): TopicPaper[] {
  const firstNamed = chosen.findIndex(({ paper }) => paper.shown.topic !== NO_TOPIC)
  const leading = chosen.slice(0, firstNamed === -1 ? chosen.length : firstNamed)
  const topics = Map.groupBy(chosen.slice(leading.length), ({ paper }) => paper.shown.topic)
  const unnamed = topics.get(NO_TOPIC) ?? []
  topics.delete(NO_TOPIC)
  return [
    ...leading.map((each) => ({ ...each, topic: '' })),
    ...[...topics.values(), unnamed].flat().map((each) => ({ ...each, topic: each.paper.shown.topic })),
  ]
}

async function addSummaries(
  { summarise }: ComposeDeps,
  chosen: readonly TopicPaper[],
  signal: AbortSignal,
): Promise<DigestPaper[]> {
  const asked = chosen.map(({ paper: { shown, abstract, sentences } }) => ({
    ...{ id: shown.id, title: shown.title, abstract, sentences: sentences() },
  }))
  const summaries = (await summarise?.(asked, signal)) ?? new Map<PaperId, string>()
  return chosen.map(({ paper, reason, topic }) => {
    const summary = summaries.get(paper.shown.id)
    const said = { sentences: paper.sentences(), ...(summary !== undefined && { summary: cleanText(summary) }) }
    // It may quote what was searched for.
    return { ...paper.shown, topic, ...said, reason: cleanText(reason) }
  })
}

async function findNames(deps: ComposeDeps, wish: Wish): Promise<WishNames> {
  const { organisation, paper } = toWishKind(wish).toNamed?.(wish) ?? {}
  if (organisation !== undefined) return { organisation: await deps.nameOrganisation(organisation) }
  const named = paper === undefined ? undefined : (await deps.findPrepared([paper])).get(paper)
  return named ? { paper: named.shown.title } : {}
}
