import { type CatalogueKind, rankCatalogued, rankVotedFor } from '../../store/catalogue.ts'
import type { Day } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { findNewestDay, hasFeatured } from '../../store/edition-days.ts'
import { listPlaced, type Placing, rankFeatured, rankListed } from '../../store/editions.ts'
import type { EditionPart } from '../list-edition.ts'
import type { TrendingRanking } from '../list-trending.ts'

/** Whose papers a feed brings; what a search finds is `listFoundPapers`. */
export type FeedSubject =
  /** Featured papers, the newest edition first; where nothing ever was featured, those that arXiv announced last. */
  | { kind: 'newest' }
  /** All papers of the editions from one day to another, both included: featured ones first, then by votes. */
  | { kind: 'period'; from: Day; to: Day }
  | { kind: 'trending' }
  /** The newest first. */
  | { kind: CatalogueKind; key: string }

/** Which part of them: `latest` is the newest edition that is open, `leastVotes` 0 where votes do not matter. */
export type FeedPart = { latest: Day; leastVotes: number; offset: number; size: number }

/** Whole papers for a feed, in its order. */
export type ListFeedPapers = (subject: FeedSubject, part: FeedPart) => Promise<EditionPart>

/** Makes the use case on a database. */
export function listFeedPapers(db: Db, rankTrending: TrendingRanking): ListFeedPapers {
  return async (subject, part) => {
    const ranking = await rank(subject, { ...part, size: part.size + 1 }, { db, rankTrending })
    return { items: await listPlaced(db, ranking.slice(0, part.size)), hasMore: ranking.length > part.size }
  }
}

type Deps = { db: Db; rankTrending: TrendingRanking }

async function rank(subject: FeedSubject, part: FeedPart, { db, rankTrending }: Deps): Promise<readonly Placing[]> {
  const { latest, leastVotes, offset, size } = part
  switch (subject.kind) {
    case 'newest':
      return rankNewest(db, part)
    case 'period':
      return rankPeriod(db, subject, part)
    case 'trending': {
      const ranking = await rankTrending(db, latest)
      return ranking.filter(({ votes }) => votes >= leastVotes).slice(offset, offset + size)
    }
    default: {
      const { kind, key } = subject
      if (leastVotes === 0) return rankCatalogued(db, kind, key, { offset, size })
      return rankVotedFor(db, kind, key, { leastVotes, offset, size })
    }
  }
}

async function rankNewest(db: Db, { latest, leastVotes, offset, size }: FeedPart): Promise<Placing[]> {
  const range = { to: latest, leastVotes, offset, size }
  if (await hasFeatured(db, { to: latest })) return rankFeatured(db, range)
  const day = await findNewestDay(db, latest)
  return day === undefined ? [] : rankListed(db, { ...range, from: day, to: day })
}

async function rankPeriod(
  db: Db,
  { from, to }: { from: Day; to: Day },
  { latest, leastVotes, offset, size }: FeedPart,
): Promise<Placing[]> {
  const range = { from, to: to < latest ? to : latest, leastVotes }
  // From the beginning, since their number is where the others begin: a month has some two thousand.
  const featured = await rankFeatured(db, { ...range, offset: 0, size: offset + size })
  const first = featured.slice(offset)
  const rest = { ...range, offset: Math.max(0, offset - featured.length), size: size - first.length }
  return [...first, ...(await rankListed(db, rest))]
}
