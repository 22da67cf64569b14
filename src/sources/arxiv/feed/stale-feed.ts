import type { ArxivId } from '../../../domain/arxiv-id.ts'
import type { HarvestContext } from '../../../domain/harvest.ts'
import type { PaperId } from '../../../domain/paper.ts'
import type { Day } from '../../../domain/time.ts'
import { findAnnouncedDay } from '../announced-day.ts'
import { toArxivError } from '../ask-arxiv.ts'
import { listMembers } from '../categories.ts'
import type { Feed } from './read-feed.ts'

/** So many categories together have new papers on every day with an announcement. */
const NEVER_EMPTY_CATEGORIES = 3

/**
 * Refuses a feed that does not tell of a day, as far as it shows that itself: by its date, by having nothing of many
 * categories, or by new papers whose ids are of another month. One that bears today's date above yesterday's papers looks
 * well from here; what is in the store shows it.
 *
 * @param day one for which arXiv announces papers
 * @param categories those that the feed was asked for
 * @throws UpstreamError `stale`
 */
export function refuseStale({ day: told, items }: Feed, day: Day, categories: readonly string[]): void {
  if (told !== undefined && told !== day) {
    throw toArxivError('rss', 'stale', `tells of ${told}, and ${told < day ? 'not yet' : 'no longer'} of ${day}`)
  }
  const count = categories.flatMap(listMembers).length
  if (items.length === 0 && count >= NEVER_EMPTY_CATEGORIES) {
    throw toArxivError('rss', 'stale', `is empty, though papers are announced for ${day}`)
  }
  const fresh = listNew({ day: told, items })
  const isOfDay = (id: PaperId): boolean => findAnnouncedDay(day, id as string as ArxivId) !== undefined
  if (fresh.length > 0 && !fresh.some(isOfDay)) {
    throw toArxivError('rss', 'stale', `calls papers new that are of months before ${day}`)
  }
}

/**
 * Refuses a feed most of whose new papers were announced as new for an earlier day: it was not made anew, whatever date it
 * bears.
 *
 * @throws UpstreamError `stale`
 */
export async function refuseOld(
  feed: Feed,
  day: Day,
  context: Pick<HarvestContext, 'findAnnouncedDays'>,
): Promise<void> {
  const fresh = listNew(feed)
  const announced = (await context.findAnnouncedDays?.(fresh)) ?? new Map<PaperId, Day>()
  const old = fresh.filter((id) => (announced.get(id) ?? day) < day).length
  if (old * 2 > fresh.length) {
    const count = `${old} of ${fresh.length} papers that it calls new`
    throw toArxivError('rss', 'stale', `still tells of an earlier day: ${count} for ${day} were announced before`)
  }
}

function listNew({ items }: Feed): PaperId[] {
  return items.flatMap(({ announcement }) => (announcement?.kind === 'new' ? [announcement.id] : []))
}
