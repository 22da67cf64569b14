import type { HeadlinePart } from '../domain/headline.ts'
import { addDays, type Day } from '../domain/time.ts'
import { TRENDING_DAYS, toTrendingScore } from '../domain/trending.ts'
import type { Db } from '../store/db.ts'
import { findNewestDay } from '../store/edition-days.ts'
import { listPlaced, type Placing, rankFeatured, rankListed } from '../store/editions.ts'
import { listHeadlines } from '../store/headlines.ts'
import { findChangeNumber } from '../store/papers.ts'
import { type EditionPart, UNFEATURED_SIZE } from './list-edition.ts'

/** More papers than any month has featured. */
const MOST_CANDIDATES = 10_000

type Part = { offset: number; size: number }

/**
 * Featured papers of the last thirty days up to the newest edition, by `toTrendingScore`. Where nothing was featured,
 * the first thirty that arXiv announced on the newest day.
 *
 * @param latest the newest edition that is open
 */
export type ListTrending = (latest: Day, part: Part) => Promise<HeadlinePart>

/** As `ListTrending`, with whole papers. */
export type ListTrendingPapers = (latest: Day, part: Part) => Promise<EditionPart>

/** A place for the last ranking of a database: it is made anew when a paper changed or a day went by. */
export type TrendingRanking = (db: Db, latest: Day) => Promise<readonly Placing[]>

/** Keeps one ranking, since it takes milliseconds and holds until the next change. */
export function keepTrendingRanking(): TrendingRanking {
  let kept: { db: Db; key: string; ranking: readonly Placing[] } | undefined
  return async (db, latest) => {
    const key = `${await findChangeNumber(db)} ${latest}`
    if (kept?.db !== db || kept.key !== key) kept = { db, key, ranking: await rankTrending(db, latest) }
    return kept.ranking
  }
}

/** Makes the use case on a database. */
export function listTrending(db: Db, rank: TrendingRanking): ListTrending {
  return async (latest, { offset, size }) => {
    const ranking = await rank(db, latest)
    const headlines = await listHeadlines(db, ranking.slice(offset, offset + size))
    return { headlines, hasMore: ranking.length > offset + size }
  }
}

/** Makes the use case on a database. */
export function listTrendingPapers(db: Db, rank: TrendingRanking): ListTrendingPapers {
  return async (latest, { offset, size }) => {
    const ranking = await rank(db, latest)
    const items = await listPlaced(db, ranking.slice(offset, offset + size))
    return { items, hasMore: ranking.length > offset + size }
  }
}

async function rankTrending(db: Db, latest: Day): Promise<Placing[]> {
  const newest = await findNewestDay(db, latest)
  if (newest === undefined) return []
  const range = { from: addDays(newest, 1 - TRENDING_DAYS), to: newest, offset: 0, size: MOST_CANDIDATES }
  const candidates = await rankFeatured(db, range)
  if (candidates.length === 0) return rankListed(db, { ...range, from: newest, size: UNFEATURED_SIZE })
  // Equal scores stay in the order of the candidates: most votes first, then as their edition had them.
  const scored = candidates.map((placing) => ({ placing, score: toScore(placing, newest) }))
  return scored.sort((a, b) => b.score - a.score).map(({ placing }) => placing)
}

function toScore({ votes, day }: Placing, newest: Day): number {
  return day === undefined ? 0 : toTrendingScore(votes, day, newest)
}
