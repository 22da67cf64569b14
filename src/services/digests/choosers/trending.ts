import type { PaperChooser } from '../../../domain/ports.ts'
import type { WishOf } from '../../../domain/wishes.ts'
import { toOrdinal, toShortDate } from '../../../platform/wording.ts'
import { toSentence } from '../../../platform/sentence.ts'
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
        reason: toReason(placing, place + 1),
      }))
      return { candidates, considered: ranking.length }
    },
  }
}

/** Its own place tells more than votes, which stand beside it anyway: topics take the papers apart. */
function toReason({ votes, day }: Placing, rank: number): string {
  if (votes > 0) return toSentence(`${toOrdinal(rank)} among what trends`)
  return day === undefined ? 'Announced lately.' : `Featured on ${toShortDate(day)}.`
}
