import { toArxivMonth } from './arxiv-id.ts'
import { isArxivKey, type Paper, type PaperId, type SourceName } from './paper.ts'
import { DAY_MS, fromUtcDay } from './time.ts'
import { countTitleWords } from './title-key.ts'

/** Fewer words make a title that several works may bear ("Attention", "A survey"). */
const LEAST_WORDS = 5
/** A date that a page rounds to its day, or gives for a later version of the first weeks, is no contradiction. */
const TOLERATED_MS = 45 * DAY_MS
/** Reviewing and printing take their time: a venue's or a journal's date may be years behind the preprint's. */
const TOLERATED_LATE_MS = 3 * 365 * DAY_MS
const LATE_SOURCES: ReadonlySet<SourceName> = new Set<SourceName>(['openreview', 'feed', 'file'])

/**
 * Whether two papers that share a title may be one work: the title is long enough, at most one of them has an arXiv id,
 * and neither their authors nor their dates contradict.
 */
export function isTwin(a: Paper, b: Paper): boolean {
  if (isArxivKey(a.id) && isArxivKey(b.id)) return false
  if (isSample(a.id) || isSample(b.id)) return false
  if (countTitleWords(a.fields.title) < LEAST_WORDS) return false
  return !authorsContradict(a, b) && !datesContradict(a, b)
}

/** How much a key is worth as the name of a work: arXiv ids, DOIs, a venue's own, titles. Larger is better, 0 the least. */
export function rankKey(id: PaperId): number {
  if (isArxivKey(id)) return 3
  if (id.startsWith('doi:')) return 2
  return id.startsWith('openreview:') ? 1 : 0
}

function isSample(id: PaperId): boolean {
  return id.startsWith('sample:')
}

function authorsContradict(a: Paper, b: Paper): boolean {
  const [ours, theirs] = [a.fields.authors, b.fields.authors]
  if (ours && theirs) {
    const known = new Set(ours.map(toSurname))
    return !theirs.some((name) => known.has(toSurname(name)))
  }
  const [ourCount, theirCount] = [countAuthors(a), countAuthors(b)]
  return ourCount !== undefined && theirCount !== undefined && ourCount !== theirCount
}

function countAuthors(paper: Paper): number | undefined {
  return paper.fields.authors?.length ?? paper.fields.authorCount
}

// "Welsh, Ben" and "Ben Welsh" are one; initials and accents differ between sources.
function toSurname(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
  const beforeComma = plain.split(',')[0] ?? plain
  return (plain.includes(',') ? beforeComma : plain).trim().split(/\s+/).at(-1) ?? plain
}

function datesContradict(a: Paper, b: Paper): boolean {
  const [ours, theirs] = [toDateRange(a), toDateRange(b)]
  if (!ours || !theirs) return false
  const tolerated = isLateDate(a) || isLateDate(b) ? TOLERATED_LATE_MS : TOLERATED_MS
  return ours.latest + tolerated < theirs.earliest || theirs.latest + tolerated < ours.earliest
}

/** Whether the only date of a paper is one on which a venue, a journal's feed or a library may have got it late. */
function isLateDate({ fields, origins }: Paper): boolean {
  const origin = fields.publishedAt === undefined ? origins.announcedDay : origins.publishedAt
  return origin !== undefined && LATE_SOURCES.has(origin.source)
}

/** When the first version can have appeared, as far as a paper tells. */
function toDateRange(paper: Paper): { earliest: number; latest: number } | undefined {
  const { publishedAt, announcedDay } = paper.fields
  if (publishedAt !== undefined) return { earliest: publishedAt, latest: publishedAt }
  if (announcedDay !== undefined) return { earliest: fromUtcDay(announcedDay), latest: fromUtcDay(announcedDay) }
  if (!isArxivKey(paper.id)) return undefined
  const month = toArxivMonth(paper.id)
  const start = Date.UTC(Math.floor(month / 12), month % 12, 1)
  return { earliest: start, latest: start + 31 * DAY_MS }
}
