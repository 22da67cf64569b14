import type { Headline, HeadlinePart } from '../domain/headline.ts'
import type { PaperId } from '../domain/paper.ts'
import type { Day } from '../domain/time.ts'
import type { Db } from '../store/db.ts'
import {
  type DayCount,
  findNewestDay,
  findNeighbours as findNeighbourDays,
  hasFeatured,
  listDayCounts as listCounts,
} from '../store/edition-days.ts'
import {
  countFeatured,
  type EditionRange,
  listPlaced,
  type PlacedPaper,
  type Placing,
  rankFeatured,
  rankListed,
} from '../store/editions.ts'
import { listHeadlines } from '../store/headlines.ts'

/** How many papers the edition of a day holds. */
export type { DayCount } from '../store/edition-days.ts'

/** Which papers of the editions, and a paper with its place in one. */
export type { EditionRange, PlacedPaper } from '../store/editions.ts'

/** Part of an edition: `hasMore` tells whether papers follow. */
export type EditionPart = { items: PlacedPaper[]; hasMore: boolean }

/** How many papers stand for a period in which nothing was featured. */
export const UNFEATURED_SIZE = 30
/** From here on it is worth a query to know whether anything is there. */
const FAR = 1000
const [FIRST_DAY, LAST_DAY] = ['0000-01-01' as Day, '9999-12-31' as Day]

/**
 * Featured papers of a period: most votes first, equal votes as their source listed them. Without `from`, the newest
 * edition first. A period in which nothing was featured gives the first 30 that arXiv announced then; without `from`,
 * those of the newest day.
 */
export type ListFeaturedPapers = (query: EditionRange) => Promise<EditionPart>

/** Makes the use case on a database. */
export function listFeaturedPapers(db: Db): ListFeaturedPapers {
  return async (query) => {
    if (await isFarPastEnd(db, query)) return { items: [], hasMore: false }
    const ranking = await rankFeaturedPapers(db, query)
    return { items: await listPlaced(db, ranking.slice(0, query.size)), hasMore: ranking.length > query.size }
  }
}

/**
 * Ranking counts through all that comes before a page, to find nothing in the end. What the days hold together is no
 * less than what a period holds, of one submitter or of all; where nothing was featured, the end comes long before.
 */
async function isFarPastEnd(db: Db, { from = FIRST_DAY, to = LAST_DAY, offset }: EditionRange): Promise<boolean> {
  if (offset < FAR) return false
  const days = await listCounts(db, from, to)
  return days.reduce((sum, { featured }) => sum + featured, 0) <= offset
}

/** One placing more than asked for, where there is one. */
async function rankFeaturedPapers(db: Db, query: EditionRange): Promise<Placing[]> {
  const isOfSubmitter = query.submitter !== undefined
  if (isOfSubmitter || (await hasFeatured(db, query))) return rankFeatured(db, { ...query, size: query.size + 1 })
  const day = query.from === undefined ? await findNewestDay(db, query.to) : undefined
  const period = day === undefined ? query : { ...query, from: day, to: day }
  return rankListed(db, { ...period, size: Math.min(query.size + 1, UNFEATURED_SIZE - query.offset) })
}

/** Whole papers by their ids and the editions in which they were found featured; in that order, unknown ones absent. */
export type ListPlacedPapers = (placings: readonly { id: PaperId; day?: Day }[]) => Promise<PlacedPaper[]>

/** Makes the use case on a database. */
export function listPlacedPapers(db: Db): ListPlacedPapers {
  return (placings) => listPlaced(db, placings)
}

/** The place of a featured paper in the edition of a day, from 1; `undefined` where it is not among the first 500. */
export type FindRank = (id: PaperId, day: Day) => Promise<number | undefined>

const MOST_RANKED = 500 // no day has had a third of them

/** Makes the use case on a database. */
export function findRank(db: Db): FindRank {
  return async (id, day) => {
    const ranking = await rankFeatured(db, { from: day, to: day, offset: 0, size: MOST_RANKED })
    const place = ranking.findIndex((placing) => placing.id === id)
    return place < 0 ? undefined : place + 1
  }
}

/** Part of an edition, with what the whole of it holds: `featured` papers, and `listed` ones after them. */
export type EditionHeadlines = HeadlinePart & { featured: number; listed: number }

/**
 * The whole edition of a day, a week or a month (days, both included): featured papers first, by votes; then what arXiv
 * announced, by votes and recency.
 */
export type ListEdition = (period: { from: Day; to: Day }, offset: number, size: number) => Promise<EditionHeadlines>

/** Makes the use case on a database. */
export function listEdition(db: Db): ListEdition {
  return async ({ from, to }, offset, size) => {
    const { featured, listed } = await countEdition(db, from, to)
    const range = { from, to, offset, size: size + 1 }
    const first = offset < featured ? await rankFeatured(db, range) : []
    const rest = { ...range, offset: Math.max(0, offset - featured), size: listed > 0 ? size + 1 - first.length : 0 }
    const ranking = [...first, ...(await rankListed(db, rest))]
    const headlines: Headline[] = await listHeadlines(db, ranking.slice(0, size))
    return { headlines, hasMore: ranking.length > size, featured, listed }
  }
}

async function countEdition(db: Db, from: Day, to: Day): Promise<{ featured: number; listed: number }> {
  const days = await listCounts(db, from, to)
  const listed = days.reduce((sum, day) => sum + day.listed, 0)
  // A paper that was featured on two days of a week stands once in it.
  const featured = from === to ? (days[0]?.featured ?? 0) : await countFeatured(db, { from, to })
  return { featured, listed }
}

/** How many papers each day of a stretch holds, both ends included, by day; days without papers are absent. */
export type ListDayCounts = (from: Day, to: Day) => Promise<DayCount[]>

/** Makes the use case on a database. */
export function listDayCounts(db: Db): ListDayCounts {
  return (from, to) => listCounts(db, from, to)
}

/** The newest day whose edition holds a paper, at most `latest`. `undefined` when there is none. */
export type FindNewestDay = (latest?: Day) => Promise<Day | undefined>

/** Makes the use case on a database. */
export function findNewestEdition(db: Db): FindNewestDay {
  return (latest) => findNewestDay(db, latest)
}

/** The days before and after a stretch of days that hold a paper, at most `latest`. */
export type FindNeighbours = (range: { from: Day; to: Day; latest: Day }) => Promise<{ previous?: Day; next?: Day }>

/** Makes the use case on a database. */
export function findNeighbours(db: Db): FindNeighbours {
  return (range) => findNeighbourDays(db, range)
}
