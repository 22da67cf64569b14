import { createRecord, type EditionEntry, type Paper, type PaperFields, type PaperId } from '../../domain/paper.ts'
import type { ReadItem } from '../../domain/ports.ts'
import { type Day, fromUtcDay, toUtcDay } from '../../domain/time.ts'
import { toOrganization } from './accounts.ts'
import { toCounts } from './daily-record.ts'
import { type Identity, readIdentity } from './identity.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { type WireRow, wireRow } from './wire.ts'

/** Whether a value is a flat row: a featured paper on one line, with `abstract` and the time it was seen. */
export function isFlatRow(row: unknown): boolean {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return false
  return 'id' in row && 'abstract' in row && 'upvotes' in row && ('snapshotAt' in row || 'submittedOnDailyAt' in row)
}

/**
 * Reads one flat row; its counts are those of `snapshotAt`. A field of the wrong type is taken as absent.
 *
 * @param position where the row stands, for the fault: "line 12"
 */
export function readFlatRow(row: unknown, position: string): ReadItem {
  const read = wireRow.safeParse(row)
  if (!read.success) return { fault: { position, reason: 'not a record' } }
  const identity = readIdentity(read.data.id, read.data.title)
  if ('reason' in identity) return { fault: { position, reason: identity.reason } }
  return { paper: toRecord(identity, read.data) }
}

function toRecord(identity: Identity, row: WireRow): Paper {
  const entries = toEntries(row)
  const first = entries[0]
  const at = row.snapshotAt ?? (first ? fromUtcDay(first.day) : (row.publishedAt ?? 0))
  const origin = { source: 'daily_papers', at, weight: row.upvotes ?? 0 } as const
  const seen = { votes: row.upvotes, comments: row.numComments, stars: row.githubStars }
  return {
    ...createRecord(identity.id as string as PaperId, toFields(identity, row), origin),
    counts: toCounts(seen, row.snapshotAt),
    entries,
  }
}

/**
 * The days on which the paper stood, in order.
 *
 * `dates` are the days of the lists in which it was seen. Where they lack the day of its submission, those lists went by
 * another clock and name the same edition by the following day: they add none.
 */
function toEntries(row: WireRow): EditionEntry[] {
  const listed = [...new Set(row.dates as Day[] | undefined)].sort()
  const submittedOn = row.submittedOnDailyAt === undefined ? undefined : toUtcDay(row.submittedOnDailyAt)
  const days = submittedOn === undefined || listed.includes(submittedOn) ? listed : [submittedOn]
  const submitter = row.submittedBy ? { handle: row.submittedBy } : undefined
  // Who submitted it is told of one submission: the dated one, or that of the only day.
  const ofSubmission = submittedOn ?? (days.length === 1 ? days[0] : undefined)
  return days.map((day) =>
    day === ofSubmission ? { day, ...onlyPresent({ submittedAt: row.submittedOnDailyAt, submitter }) } : { day },
  )
}

function toFields({ title, version }: Identity, row: WireRow): PaperFields {
  return {
    title,
    ...onlyPresent({
      version,
      abstract: row.abstract,
      authors: row.authors?.length ? row.authors : undefined,
      publishedAt: row.publishedAt,
      organization: toOrganization(row.organization),
      projectPage: row.projectPage,
      githubRepo: row.githubRepo,
      aiSummary: row.ai_summary,
      aiKeywords: row.ai_keywords,
    }),
  }
}
