import { findCategoryTitle } from '../../domain/arxiv-categories.ts'
import type { DigestPaper } from '../../domain/digest.ts'
import type { Headline } from '../../domain/headline.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Clock, Day } from '../../domain/time.ts'
import { type TermProfile, toTermProfile } from '../../engine/recommend/term-profile.ts'
import type { TermWeight } from '../../engine/text/excerpt.ts'
import { cleanText } from '../../platform/plain-text.ts'
import { keepBriefly } from '../../platform/keep-briefly.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { createTurns, type Turns } from '../../platform/turns.ts'
import { listAnnouncedDays } from '../../store/day-papers.ts'
import type { Db } from '../../store/db.ts'
import { placePapers } from '../../store/editions.ts'
import { listHeadlines } from '../../store/headlines.ts'
import { findCurrentIds, listFormerIds } from '../../store/papers.ts'
import type { FindRarity } from './term-rarity.ts'
import { pickSentences } from './pick-sentences.ts'

/** A paper made ready for digests: what is shown but for the reason, and what it is about. */
export type PreparedPaper = {
  shown: Omit<DigestPaper, 'reason' | 'sentences' | 'summary'>
  /** Ids that it had before it was joined with another source's; a digest or feedback may know it by one. */
  formerIds: readonly PaperId[]
  isWithdrawn: boolean
  /** As plain text. */
  abstract: string
  /** Picked when first asked for: most papers are looked at and not shown. */
  sentences(): readonly string[]
  profile: TermProfile
}

/** Papers made ready, by the ids that were asked for, present or former ones; those that are not there are absent. */
export type FindPreparedPapers = (ids: readonly PaperId[]) => Promise<ReadonlyMap<PaperId, PreparedPaper>>

const FIRST_AUTHORS = 4
/** What a paper is grouped under whose subject nobody named. */
export const NO_TOPIC = 'Other subjects'
/** Each takes some 6 kB. */
const MOST_KEPT = 4000

/** Texts stay, but votes change, and withdrawals come. */
const KEPT_MS = 60_000

type Deps = { db: Db; findRarity: FindRarity; clock: Clock; turns?: Turns }

/** Makes the use case on a database. A paper takes a turn of its own, so that nobody waits; what was made ready is kept for a minute. */
export function keepPreparedPapers({ db, findRarity, clock, turns = createTurns() }: Deps): FindPreparedPapers {
  const kept = keepBriefly<PreparedPaper>({ ms: KEPT_MS, clock, most: MOST_KEPT })
  const prepareAll = async (ids: readonly PaperId[]): Promise<Map<PaperId, PreparedPaper>> => {
    const prepared = await prepare(db, ids, findRarity, turns)
    return new Map(prepared.map((paper) => [paper.shown.id, paper]))
  }
  const prepareKnown = async (ids: readonly PaperId[]): Promise<Map<PaperId, PreparedPaper>> => {
    const prepared = await prepareAll(ids)
    // Hardly ever: what a digest held, or somebody spoke of, may have another id now.
    const absent = ids.filter((id) => !prepared.has(id))
    const current = await findCurrentIds(db, absent)
    const others = await prepareAll([...new Set(current.values())].filter((id) => !prepared.has(id)))
    for (const [former, id] of current) {
      const paper = prepared.get(id) ?? others.get(id)
      if (paper) prepared.set(former as PaperId, paper)
    }
    return prepared
  }
  return async (ids) => {
    const papers = new Map(ids.map((id) => [id, kept.find(id)]))
    const unknown = [...papers.keys()].filter((id) => papers.get(id) === undefined)
    for (const [id, paper] of await prepareKnown(unknown)) {
      kept.keep(id, paper)
      papers.set(id, paper)
    }
    return new Map([...papers].flatMap(([id, paper]) => (paper ? [[id, paper] as const] : [])))
  }
}

async function prepare(
  db: Db,
  ids: readonly PaperId[],
  findRarity: FindRarity,
  turns: Turns,
): Promise<PreparedPaper[]> {
  if (ids.length === 0) return []
  const weightOf = await findRarity()
  const days = await listAnnouncedDays(db, ids)
  const formerIds = await listFormerIds(db, ids)
  const headlines = await listHeadlines(db, await placePapers(db, ids))
  const prepared: PreparedPaper[] = []
  for (const headline of headlines) {
    await turns.take()
    const known = { announcedDay: days.get(headline.id), formerIds: formerIds.get(headline.id) ?? [] }
    prepared.push(toPrepared(headline, known, weightOf))
  }
  return prepared
}

function toPrepared(
  headline: Headline,
  { announcedDay, formerIds }: { announcedDay: Day | undefined; formerIds: readonly PaperId[] },
  weightOf: TermWeight,
): PreparedPaper {
  const title = toShownText(headline.title)
  const abstract = toShownText(headline.abstract ?? '')
  let sentences: readonly string[] | undefined
  return {
    shown: { ...toShown(headline), title, ...(announcedDay !== undefined && { announcedDay }) },
    formerIds,
    isWithdrawn: headline.withdrawnAt !== undefined,
    abstract,
    sentences: () => (sentences ??= pickSentences(abstract, weightOf)),
    profile: toTermProfile(title, abstract, weightOf),
  }
}

function toShown({
  id,
  authors,
  authorCount,
  organization,
  votes,
  categories,
}: Headline): Omit<PreparedPaper['shown'], 'title'> {
  const [primary] = categories
  return {
    id,
    authors: authors.slice(0, FIRST_AUTHORS).map(toShownText),
    authorCount: Math.max(authors.length, authorCount ?? 0),
    ...(organization && { organisation: cleanText(organization.fullname ?? organization.handle) }),
    votes,
    topic: primary === undefined ? NO_TOPIC : toTopic(primary),
  }
}

/** As `DigestPaper` wants its texts: cleaned here once, for all ways out. */
function toShownText(text: string): string {
  return cleanText(toPlainText(text))
}

/** A code that arXiv does not know may be a word of another archive's: "neuroscience". */
function toTopic(category: string): string {
  const name = findCategoryTitle(category)
  if (name !== undefined) return name
  return /^[a-z][a-z ,&-]+$/i.test(category) ? category.charAt(0).toUpperCase() + category.slice(1) : NO_TOPIC
}
