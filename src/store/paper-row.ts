import { toArxivMonth } from '../domain/arxiv-id.ts'
import { isArxivKey } from '../domain/paper.ts'
import {
  COUNTS,
  type DailyAuthor,
  type FieldName,
  type Origin,
  type Paper,
  type PaperFields,
  type PaperId,
  type SourceName,
} from '../domain/paper.ts'
import { toShownCount } from '../domain/join-papers.ts'
import type { PaperTable } from './schema.ts'

/** A row of `paper` without the number of its change, which is given when it is written. */
export type PaperRow = Omit<PaperTable, 'change_number'>

// The column of every field that is stored as it is. `organization` and `dailyAuthors` keep handles, not people.
const TEXT_COLUMNS = {
  title: 'title',
  abstract: 'abstract',
  primaryCategory: 'primary_category',
  comment: 'comment',
  journalRef: 'journal_ref',
  doi: 'doi',
  announcedDay: 'announced_day',
  projectPage: 'project_page',
  githubRepo: 'github_repo',
  githubRepoAddedBy: 'github_repo_added_by',
  aiSummary: 'ai_summary',
  aiSummaryModel: 'ai_summary_model',
  discussionId: 'discussion_id',
  thumbnailUrl: 'thumbnail_url',
} as const
const NUMBER_COLUMNS = {
  authorCount: 'author_count',
  publishedAt: 'published_at',
  updatedAt: 'updated_at',
  version: 'version',
  withdrawnAt: 'withdrawn_at',
} as const
const JSON_COLUMNS = {
  authors: 'authors',
  categories: 'categories',
  mediaUrls: 'media_urls',
  aiKeywords: 'ai_keywords',
} as const

/**
 * The row of a paper. Equal papers give equal rows, whatever the order of their keys.
 *
 * @param titleKey as `toTitleKey` gives it for the paper's title
 */
export function toPaperRow(paper: Paper, titleKey: string): PaperRow {
  const { fields, counts } = paper
  return {
    id: paper.id,
    title_shelf: toTitleShelf(paper.id),
    title_key: titleKey,
    title: fields.title,
    abstract: fields.abstract ?? null,
    authors: toJson(fields.authors),
    author_count: fields.authorCount ?? null,
    published_at: fields.publishedAt ?? null,
    updated_at: fields.updatedAt ?? null,
    version: fields.version ?? null,
    categories: toJson(fields.categories),
    primary_category: fields.primaryCategory ?? null,
    comment: fields.comment ?? null,
    journal_ref: fields.journalRef ?? null,
    doi: fields.doi ?? null,
    announced_day: fields.announcedDay ?? null,
    organization: fields.organization?.handle ?? null,
    project_page: fields.projectPage ?? null,
    github_repo: fields.githubRepo ?? null,
    github_repo_added_by: fields.githubRepoAddedBy ?? null,
    media_urls: toJson(fields.mediaUrls),
    ai_summary: fields.aiSummary ?? null,
    ai_keywords: toJson(fields.aiKeywords),
    ai_summary_model: fields.aiSummaryModel ?? null,
    discussion_id: fields.discussionId ?? null,
    thumbnail_url: fields.thumbnailUrl ?? null,
    withdrawn_at: fields.withdrawnAt ?? null,
    author_participating: fields.authorParticipating === undefined ? null : Number(fields.authorParticipating),
    daily_authors: fields.dailyAuthors === undefined ? null : JSON.stringify(fields.dailyAuthors.map(toAuthorEntry)),
    votes: toShownCount(counts.votes),
    comments: toShownCount(counts.comments),
    stars: counts.stars === undefined ? null : toShownCount(counts.stars),
    citations: counts.citations === undefined ? null : toShownCount(counts.citations),
    listed_day: paper.entries.length > 0 ? null : (fields.announcedDay ?? null),
    counts: toCountsText(counts),
    origins: toOriginsText(paper.origins),
  }
}

/** The shelf of papers without an arXiv id. */
export const LOOSE_SHELF = 0

function toTitleShelf(id: PaperId): number {
  return isArxivKey(id) ? Math.floor(toArxivMonth(id) / 3) : LOOSE_SHELF
}

/** What a row says of its paper: all but the editions, former keys, and the people and organisations behind handles. */
export function fromPaperRow(row: PaperRow): Paper {
  const fields: Record<string, unknown> = {}
  for (const columns of [TEXT_COLUMNS, NUMBER_COLUMNS]) {
    for (const [name, column] of Object.entries(columns)) {
      const value = row[column as keyof PaperRow]
      if (value !== null) fields[name] = value
    }
  }
  for (const [name, column] of Object.entries(JSON_COLUMNS)) {
    const text = row[column]
    if (text !== null) fields[name] = JSON.parse(text)
  }
  if (row.organization !== null) fields.organization = { handle: row.organization }
  if (row.author_participating !== null) fields.authorParticipating = row.author_participating === 1
  if (row.daily_authors !== null)
    fields.dailyAuthors = (JSON.parse(row.daily_authors) as AuthorEntry[]).map(fromAuthorEntry)
  return {
    id: row.id as PaperId,
    fields: fields as PaperFields,
    origins: fromOriginsText(row.origins),
    counts: row.counts === null ? {} : (JSON.parse(row.counts) as Paper['counts']),
    entries: [],
    formerIds: [],
  }
}

function toJson(value: readonly unknown[] | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value)
}

// [external id, name, hidden, status, status changed at, handle]: a paper of sixty authors repeats no key sixty times.
type AuthorEntry = [string, string, 0 | 1, string | null, number | null, string | null]

function toAuthorEntry(author: DailyAuthor): AuthorEntry {
  const { externalId, name, hidden, status, statusChangedAt, account } = author
  return [externalId, name, hidden ? 1 : 0, status ?? null, statusChangedAt ?? null, account?.handle ?? null]
}

function fromAuthorEntry([externalId, name, hidden, status, statusChangedAt, handle]: AuthorEntry): DailyAuthor {
  return {
    externalId,
    name,
    hidden: hidden === 1,
    ...(status !== null && { status }),
    ...(statusChangedAt !== null && { statusChangedAt }),
    ...(handle !== null && { account: { handle } }),
  }
}

function toCountsText(counts: Paper['counts']): string | null {
  const known = COUNTS.filter((name) => counts[name] !== undefined)
  if (known.length === 0) return null
  const ordered = known.map((name) => {
    const { timed, untimed, page } = counts[name] ?? {}
    return [name, { ...(timed && { timed: { at: timed.at, count: timed.count } }), untimed, page }]
  })
  return JSON.stringify(Object.fromEntries(ordered))
}

// [source, at, weight, fields…] for each origin: most papers have one, so the text stays short.
type OriginEntry = [SourceName, number, number, ...FieldName[]]

function toOriginsText(origins: Paper['origins']): string {
  const names = Object.keys(origins).sort() as FieldName[]
  const [first] = Object.values(origins)
  // A record has one origin for all its fields, and nearly every row that is written is a record.
  if (first && names.every((name) => origins[name] === first)) {
    return JSON.stringify([[first.source, first.at, first.weight, ...names]])
  }
  const groups = new Map<string, OriginEntry>()
  for (const name of names) {
    const { source, at, weight } = origins[name] as Origin
    const key = `${source} ${at} ${weight}`
    const group = groups.get(key)
    if (group) group.push(name)
    else groups.set(key, [source, at, weight, name])
  }
  return JSON.stringify([...groups.values()])
}

function fromOriginsText(text: string): Paper['origins'] {
  const origins: Paper['origins'] = {}
  for (const [source, at, weight, ...names] of JSON.parse(text) as OriginEntry[]) {
    for (const name of names) origins[name] = { source, at, weight }
  }
  return origins
}
