import { onlyPresent } from '../../platform/only-present.ts'
import { toPaperPath } from '../../domain/addresses.ts'
import { toArxivMonth } from '../../domain/arxiv-id.ts'
import { toEditionVotes } from '../../domain/edition-votes.ts'
import { toEasternOffsetMs } from '../../domain/eastern-time.ts'
import { toNewestOrigin, toShownCount } from '../../domain/join-papers.ts'
import { type Account, type EditionEntry, isArxivKey, type Paper, type Printed } from '../../domain/paper.ts'
import { DAY_MS, fromUtcDay, toIso, type UnixMs } from '../../domain/time.ts'
import { toHexId } from '../../platform/hashing.ts'
import { isWebAddress } from '../paper-address.ts'
import { toInstallation, toWireAuthors, toWireOrganization, toWireSubmitter, toWireUser } from './wire-people.ts'
import type { DailyPaper, WirePaper } from './wire.ts'

/**
 * A paper as an item of the Daily Papers format, composed from what is known of it.
 *
 * Required keys that no source told are derived: ids from a hash, the submitter is this installation, the picture is
 * one that we serve, and the time of publication is the best that is known (`toPublishedAt`).
 *
 * @param entry the edition in which it is shown; absent where nobody featured it
 * @param baseUrl without a closing slash
 */
export function toDailyPaper(paper: Paper, entry: EditionEntry | undefined, baseUrl: string): DailyPaper {
  const wire = toWirePaper(paper, entry, baseUrl)
  const publishedAt = toPublishedAt(paper)
  const { title, summary, mediaUrls, organization } = wire
  return {
    paper: wire,
    publishedAt: toIso(publishedAt + toEasternOffsetMs(publishedAt)),
    title,
    summary,
    ...onlyPresent({ mediaUrls }),
    thumbnail: toThumbnailUrl(paper, baseUrl),
    numComments: toShownCount(paper.counts.comments),
    submittedBy: toWireSubmitter(entry?.submitter ?? toInstallation(baseUrl), baseUrl),
    ...onlyPresent({ organization }),
    isAuthorParticipating: toPrinted(paper, entry).authorParticipating ?? false,
  }
}

/** The paper alone, in the order of keys that the recorded answers have. See `toDailyPaper`. */
function toWirePaper(paper: Paper, entry: EditionEntry | undefined, baseUrl: string): WirePaper {
  const { id, fields, counts } = paper
  const printed = toPrinted(paper, entry)
  const githubRepo = findWebAddress(printed.githubRepo)
  return {
    id,
    authors: toWireAuthors(paper, toClaimLimit(paper, entry), baseUrl),
    ...onlyPresent({ mediaUrls: fields.mediaUrls?.filter(isWebAddress) }),
    publishedAt: toIso(toPublishedAt(paper)),
    ...toSubmission(paper, entry, baseUrl),
    summary: fields.abstract ?? '',
    upvotes: toEditionVotes(paper, entry),
    ...onlyPresent({ withdrawnAt: fields.withdrawnAt === undefined ? undefined : toIso(fields.withdrawnAt) }),
    discussionId: fields.discussionId ?? toHexId(`discussion ${id}`),
    ...onlyPresent({
      projectPage: findWebAddress(printed.projectPage),
      githubRepo,
      githubRepoAddedBy: printed.githubRepoAddedBy,
      ai_summary: fields.aiSummary,
      ai_keywords: fields.aiKeywords,
      ai_summary_model: fields.aiSummaryModel,
      githubStars: counts.stars && githubRepo !== undefined ? toShownCount(counts.stars) : undefined,
      organization: printed.organization && toWireOrganization(printed.organization),
    }),
  }
}

/** The paper as it is known now, whatever an edition printed of it: by itself it stands in none. */
export function toWirePaperOfNow(paper: Paper, baseUrl: string): WirePaper {
  const newest = paper.entries.at(-1)
  return toWirePaper(paper, newest && { ...newest, printed: paper.fields }, baseUrl)
}

/** The address of a paper's picture card: the source's own, else the one that we serve. */
export function toThumbnailUrl({ id, fields }: Paper, baseUrl: string): string {
  return findWebAddress(fields.thumbnailUrl) ?? `${baseUrl}${toPaperPath(id, '/thumbnail.png')}`
}

/** What sources tell as an address may be none, and a program that links it would run it. */
function findWebAddress(text: string | undefined): string | undefined {
  return text !== undefined && isWebAddress(text) ? text : undefined
}

/** When the paper appeared: as a source told, else the day of its listing, else the month of its arXiv id. */
export function toPublishedAt(paper: Paper): UnixMs {
  const { publishedAt, announcedDay } = paper.fields
  if (publishedAt !== undefined) return publishedAt
  if (announcedDay !== undefined) return fromUtcDay(announcedDay)
  if (!isArxivKey(paper.id)) return toNewestOrigin(paper)
  const month = toArxivMonth(paper.id)
  return Date.UTC(Math.floor(month / 12), month % 12, 1)
}

/** A paper of several editions is shown in each as that edition's own answer gave it; else as it is known now. */
function toPrinted(paper: Paper, entry: EditionEntry | undefined): Printed {
  return (paper.entries.length > 1 ? entry?.printed : undefined) ?? paper.fields
}

/** In an edition after which a paper was featured again, what authors claimed after its day is not yet to be seen. */
function toClaimLimit({ entries }: Paper, entry: EditionEntry | undefined): UnixMs {
  const last = entries.at(-1)
  return entry && last && entry.day < last.day ? fromUtcDay(entry.day) + DAY_MS : Infinity
}

/** The title stands between the two keys of the submission, as in recorded answers. */
function toSubmission(paper: Paper, entry: EditionEntry | undefined, baseUrl: string) {
  const at = toSubmittedAt(paper, entry)
  const by: Account = entry?.submitter ?? toInstallation(baseUrl)
  const { title } = paper.fields
  if (at === undefined) return { title }
  return { submittedOnDailyAt: toIso(at), title, submittedOnDailyBy: toWireUser(by, baseUrl) }
}

function toSubmittedAt({ fields }: Paper, entry: EditionEntry | undefined): UnixMs | undefined {
  const day = entry?.day ?? fields.announcedDay
  return entry?.submittedAt ?? (day === undefined ? undefined : fromUtcDay(day))
}
