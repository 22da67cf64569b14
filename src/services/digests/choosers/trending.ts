import type { PaperChooser } from '../../../domain/ports.ts'
import type { WishOf } from '../../../domain/wishes.ts'
import { toShortDate, toVotes } from '../../../platform/wording.ts'
import type { Placing } from '../../../store/editions.ts'
import type { Db } from '../../../store/db.ts'
import type { TrendingRanking } from '../../list-trending.ts'

/** A page of what trends. What stands further below is no longer news. */
const MOST_TRENDING = 50

/**
 * What trends at the end of the period, as the page shows it: papers of thirty days, since what came last week may be
 * talked of today. Who had them in a digest before does not get them again.
 */
export function chooseTrending(db: Db, rank: TrendingRanking): PaperChooser<WishOf<'trending'>> {
  return {
    looksBack: true,
    async choosePapers(_wish, { to }, limit) {
      const ranking = await rank(db, to)
      const first = ranking.slice(0, Math.min(limit, MOST_TRENDING))
      const candidates = first.map((placing, place) => ({
        id: placing.id,
        score: 1 / (1 + place),
        reason: toReason(placing),
      }))
      return { candidates, considered: ranking.length }
    },
  }
}

function toReason({ votes, day }: Placing): string {
  if (day === undefined) return `Announced lately; ${toVotes(votes)}.`
  return votes === 0
    ? `Featured on ${toShortDate(day)}; ${toVotes(votes)}.`
    : `Trending, with ${toVotes(votes)} since ${toShortDate(day)}.`
}
