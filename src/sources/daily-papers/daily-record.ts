import {
  type CountName,
  type Counts,
  createRecord,
  type EditionEntry,
  type Paper,
  type PaperFields,
  type PaperId,
} from '../../domain/paper.ts'
import { fromUtcDay, toUtcDay, type UnixMs } from '../../domain/time.ts'
import { mergeAccounts, toAccount, toDailyAuthors, toOrganization } from './accounts.ts'
import { type DailyItem, findSubmittedAt } from './daily-item.ts'
import { onlyPresent } from '../../platform/only-present.ts'

/** Where an item stood among the answer's items of its day: `place` from 0, and all votes that these counted. */
export type Standing = { place: number; answerVotes: number }

/**
 * The record of one item. Answers do not say when they were given, so the earliest time at which this can have been
 * said is used: the start of the edition's day, or the paper's publication where the item names no day.
 */
export function toDailyRecord(item: DailyItem, standing: Standing | undefined): Paper {
  const { paper, beside, identity } = item
  const entry = findEntry(item, standing)
  const at = entry ? fromUtcDay(entry.day) : (paper.publishedAt ?? 0)
  const origin = { source: 'daily_papers', at, weight: paper.upvotes ?? 0 } as const
  return {
    ...createRecord(identity.id as string as PaperId, toFields(item), origin),
    counts: toCounts({ votes: paper.upvotes, comments: beside?.numComments, stars: paper.githubStars }),
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

function findEntry(item: DailyItem, standing: Standing | undefined): EditionEntry | undefined {
  const submittedAt = findSubmittedAt(item)
  if (submittedAt === undefined) return undefined
  const { paper, beside } = item
  const submitter = mergeAccounts(toAccount(beside?.submittedBy), toAccount(paper.submittedOnDailyBy))
  const entry: EditionEntry = { day: toUtcDay(submittedAt), submittedAt, ...onlyPresent({ submitter }) }
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
