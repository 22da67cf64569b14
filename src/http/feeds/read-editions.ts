import type { Day } from '../../domain/time.ts'
import { addDays } from '../../domain/time.ts'
import { UNFEATURED_SIZE } from '../../services/list-edition.ts'
import type { Reading } from '../../services/reading.ts'
import type { WholeEdition } from './edition-entry.ts'

/** So many editions stand on a page of the feed. */
const EDITIONS_A_PAGE = 10
const MOST_PAPERS = 100
const FIRST_DAY = '1000-01-02' as Day

/** What editions are read by. */
export type ReadEditions = Pick<Reading, 'listDayCounts' | 'listEdition'>

/**
 * The editions that are over, the newest first; those that hold nothing of so many votes are left out.
 *
 * @param latest the newest edition that is open, which is not over
 */
export async function readEditions(
  { listDayCounts, listEdition }: ReadEditions,
  { latest, leastVotes, page }: { latest: Day; leastVotes: number; page: number },
): Promise<{ editions: WholeEdition[]; hasMore: boolean }> {
  const days = (await listDayCounts(FIRST_DAY, addDays(latest, -1))).toReversed()
  const begin = page * EDITIONS_A_PAGE
  const editions: WholeEdition[] = []
  for (const { day, featured, listed } of days.slice(begin, begin + EDITIONS_A_PAGE)) {
    const size = featured > 0 ? Math.min(featured, MOST_PAPERS) : UNFEATURED_SIZE
    const { headlines } = await listEdition({ from: day, to: day }, 0, size)
    const told = headlines.filter(({ votes }) => votes >= leastVotes)
    const others = leastVotes === 0 ? featured + listed - told.length : 0
    if (told.length > 0) editions.push({ day, headlines: told, others })
  }
  return { editions, hasMore: days.length > begin + EDITIONS_A_PAGE }
}
