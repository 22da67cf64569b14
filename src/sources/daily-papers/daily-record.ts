import {
  type CountName,
  type Counts,
  createRecord,
  type EditionEntry,
  type Paper,
  type PaperFields,
  type PaperId,
} from '../../domain/paper.ts'
import { type Day, fromUtcDay, toUtcDay, type UnixMs } from '../../domain/time.ts'
import { mergeAccounts, toAccount, toDailyAuthors, toOrganization } from './accounts.ts'
import { type DailyItem, findSubmittedAt } from './daily-item.ts'
import { onlyPresent } from '../../platform/only-present.ts'

/** Where an item stood among the answer's items of its day: `place` from 0, and all votes that these counted. */
export type Standing = { place: number; answerVotes: number }

/** When an answer was given, and the day that it was asked for. Files tell neither. */
export type Sighting = { at: UnixMs; day: Day }

/** The day of the edition that an item belongs to: what it says itself, else the day that was asked for. */
export function findEditionDay(item: DailyItem, seen: Sighting | undefined): Day | undefined {
  const submittedAt = findSubmittedAt(item)
  return submittedAt === undefined ? seen?.day : toUtcDay(submittedAt)
}

/**
 * The record of one item. Where nobody knows when its answer was given, the earliest time at which this can have been
 * said is used: the start of the edition's day, or the paper's publication where the item names no day.
 */
export function toDailyRecord(item: DailyItem, standing: Standing | undefined, seen?: Sighting): Paper {
  const { paper, beside, identity } = item
  const entry = findEntry(item, standing, seen)
  const at = seen?.at ?? (entry ? fromUtcDay(entry.day) : (paper.publishedAt ?? 0))
  const origin = { source: 'daily_papers', at, weight: paper.upvotes ?? 0 } as const
  return {
    ...createRecord(identity.id as string as PaperId, toFields(item), origin),
    counts: toCounts({ votes: paper.upvotes, comments: beside?.numComments, stars: paper.githubStars }, seen?.at),
    entries: entry ? [entry] : [],
  }
}

/** Counts of one answer: those seen at a known time, or without one. A number that is absent gives no count. */
export function toCounts(seen: Partial<Record<CountName, number | undefined>>, at?: UnixMs): Counts {
  const present = Object.entries(onlyPresent(seen))
  return Object.fromEntries(
    present.map(([name, count]) => [name, at === undefined ? { untimed: count } : { timed: { at, count } }]),
  )
}

function findEntry(item: DailyItem, standing: Standing | undefined, seen?: Sighting): EditionEntry | undefined {
  const day = findEditionDay(item, seen)
  if (day === undefined) return undefined
  const { paper, beside } = item
  const submittedAt = findSubmittedAt(item)
  const submitter = mergeAccounts(toAccount(beside?.submittedBy), toAccount(paper.submittedOnDailyBy))
  const entry: EditionEntry = { day, ...onlyPresent({ submittedAt, submitter }) }
  if (!standing) return entry
  const state = onlyPresent({ authorParticipating: beside?.isAuthorParticipating, votes: paper.upvotes })
  return { ...entry, ...standing, printed: { ...toLinks(item), ...state } }
}

function toLinks({ paper, beside }: DailyItem) {
  return onlyPresent({
    organization: toOrganization(paper.organization ?? beside?.organization),
    projectPage: paper.projectPage,
    githubRepo: paper.githubRepo,
    githubRepoAddedBy: paper.githubRepoAddedBy,
  })
}

function toFields(item: DailyItem): PaperFields {
  const { identity, paper, beside } = item
  const names = paper.authors?.flatMap(({ name }) => (name ? [name] : []))
  return {
    title: identity.title,
    ...toLinks(item),
    ...onlyPresent({
      version: identity.version,
      abstract: paper.summary ?? beside?.summary,
      authors: names?.length ? names : undefined,
      dailyAuthors: names?.length ? toDailyAuthors(paper.authors) : undefined,
      publishedAt: paper.publishedAt,
      mediaUrls: paper.mediaUrls ?? beside?.mediaUrls,
      aiSummary: paper.ai_summary,
      aiKeywords: paper.ai_keywords,
      aiSummaryModel: paper.ai_summary_model,
      discussionId: paper.discussionId,
      withdrawnAt: paper.withdrawnAt,
      authorParticipating: beside?.isAuthorParticipating,
      thumbnailUrl: beside?.thumbnail,
    }),
  }
}
