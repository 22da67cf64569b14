import type { EditionEntry, Paper } from '../domain/paper.ts'
import type { Day } from '../domain/time.ts'
import type { Db } from '../store/db.ts'
import {
  countFeatured,
  countListed,
  findNewestDay,
  findNextDay,
  hasFeatured,
  listFeatured,
  listListed,
} from '../store/editions.ts'

/** A paper as it stands in an edition; `entry` is absent where nobody featured it. */
export type EditionItem = { paper: Paper; entry?: EditionEntry }

/** Part of an edition: `hasMore` tells whether papers follow. */
export type EditionPart = { items: EditionItem[]; hasMore: boolean }

/** Which papers, and which part of them. Days are edition days, both included; an absent one sets no bound. */
export type EditionQuery = {
  from?: Day
  to?: Day
  /** Only what this account featured. */
  submitter?: string
  offset: number
  size: number
}

/** How many papers stand for a period in which nothing was featured. */
export const UNFEATURED_SIZE = 30

/**
 * Featured papers of a period: most votes first, equal votes as their source listed them. Without `from`, the newest
 * edition first. A period in which nothing was featured gives the first 30 that arXiv announced then; without `from`,
 * those of the newest day.
 */
export type ListFeaturedPapers = (query: EditionQuery) => Promise<EditionPart>

/** Makes the use case on a database. */
export function listFeaturedPapers(db: Db): ListFeaturedPapers {
  return async (query) => {
    const isOfSubmitter = query.submitter !== undefined
    if (isOfSubmitter || (await hasFeatured(db, query)))
      return toPart(await listFeatured(db, oneMore(query)), query.size)
    const day = query.from === undefined ? await findNewestDay(db, query.to) : undefined
    const left = UNFEATURED_SIZE - query.offset
    const period = day === undefined ? query : { ...query, from: day, to: day }
    const found = await listListed(db, { ...period, size: Math.min(query.size + 1, left) })
    return toPart(found, query.size)
  }
}

/** Part of one day's edition, with what the whole of it holds: `featured` papers, and `listed` ones after them. */
export type DayPart = EditionPart & { featured: number; listed: number }

/** The whole edition of one day: featured papers first, by votes; then what arXiv announced, by votes and recency. */
export type ListDay = (day: Day, offset: number, size: number) => Promise<DayPart>

/** Makes the use case on a database. */
export function listDay(db: Db): ListDay {
  return async (day, offset, size) => {
    const query = { from: day, to: day, offset, size: size + 1 }
    const [featured, listed] = [await countFeatured(db, query), await countListed(db, day)]
    const first = await listFeatured(db, query)
    const rest = size + 1 - first.length
    const then = rest > 0 ? await listListed(db, { ...query, offset: Math.max(0, offset - featured), size: rest }) : []
    return { ...toPart([...first, ...then], size), featured, listed }
  }
}

/** The newest day whose edition holds a paper, at most `latest`. `undefined` when there is none. */
export type FindNewestDay = (latest?: Day) => Promise<Day | undefined>

/** Makes the use case on a database. */
export function findNewestEdition(db: Db): FindNewestDay {
  return (latest) => findNewestDay(db, latest)
}

/** The first day after `day` whose edition holds a paper, at most `latest`. `undefined` when there is none. */
export type FindNextDay = (day: Day, latest: Day) => Promise<Day | undefined>

/** Makes the use case on a database. */
export function findNextEdition(db: Db): FindNextDay {
  return (day, latest) => findNextDay(db, day, latest)
}

function oneMore(query: EditionQuery): EditionQuery {
  return { ...query, size: query.size + 1 }
}

function toPart(found: EditionItem[], size: number): EditionPart {
  return { items: found.slice(0, size), hasMore: found.length > size }
}
