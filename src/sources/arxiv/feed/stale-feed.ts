import type { ArxivId } from '../../../domain/arxiv-id.ts'
import type { AnnouncementKind, HarvestContext } from '../../../domain/harvest.ts'
import type { PaperId } from '../../../domain/paper.ts'
import type { Day } from '../../../domain/time.ts'
import { findAnnouncedDay } from '../announced-day.ts'
import type { UpstreamError } from '../../../domain/upstream-error.ts'
import { toArxivError } from '../ask-arxiv.ts'
import { isWanted, listMembers } from '../categories.ts'
import type { Feed } from './read-feed.ts'

/** So many categories together have new papers on every day with an announcement. */
export const NEVER_EMPTY_CATEGORIES = 3
/** Of fewer papers, all may be among those whose day the calendar does not tell: arXiv's moderators held them back. */
const FEWEST_TO_JUDGE = 5
/** Of papers that the store does not know, so many are asked about: one question's worth, and enough to judge by. */
const SAMPLE = 20
/** A true feed has at least one of ten new papers of its own day, even behind a holiday that we do not know of. */
const OWN_SHARE = 0.1

type Asked = { day: Day; categories: readonly string[] }
type Knowing = Pick<HarvestContext, 'findKnownDays' | 'listNew'> & {
  /** For which days papers were new, as somebody else than the feed and the store says; fewer than were asked about. */
  askNewDays?: (ids: readonly PaperId[]) => Promise<Day[]>
}

/**
 * Refuses a feed that does not tell of a day, as far as it shows that itself: by its date, by having nothing of many
 * categories, or by new papers whose ids are of another month. One that bears today's date above yesterday's papers looks
 * well from here; what is in the store shows it (`refuseOther`).
 *
 * @param day one for which arXiv announces papers
 * @param categories those that the feed was asked for
 * @throws UpstreamError `stale`
 */
export function refuseStale({ day: told, items }: Feed, { day, categories }: Asked): void {
  if (told !== undefined && told !== day) {
    throw toArxivError('rss', 'stale', `tells of ${told}, and ${told < day ? 'not yet' : 'no longer'} of ${day}`)
  }
  const count = categories.flatMap(listMembers).length
  if (items.length === 0 && count >= NEVER_EMPTY_CATEGORIES) {
    throw toArxivError('rss', 'stale', `is empty, though papers are announced for ${day}`)
  }
  const fresh = listIds({ day: told, items }, ['new'])
  const isOfDay = (id: PaperId): boolean => findAnnouncedDay(day, id as string as ArxivId) !== undefined
  if (fresh.length > 0 && !fresh.some(isOfDay)) {
    throw toArxivError('rss', 'stale', `calls papers new that are of months before ${day}`)
  }
}

/**
 * Refuses a feed that the store contradicts, or another interface where the store knows too little, whatever date it
 * bears: it was not made anew, or not to its end.
 *
 * @throws UpstreamError `stale`
 */
export async function refuseOther(feed: Feed, asked: Asked, knowing: Knowing): Promise<void> {
  await refuseOld(feed, asked.day, knowing)
  await refuseShort(feed, asked, knowing)
}

/** Most of its new papers were announced as new before, or next to none of them was submitted in time for this day only. */
async function refuseOld(feed: Feed, day: Day, { findKnownDays, askNewDays }: Knowing): Promise<void> {
  const fresh = listIds(feed, ['new'])
  const known = await findKnownDays(fresh)
  const days = [...known.values()].map((one) => one.day)
  const told = [...known.values()].filter((one) => one.isTold && one.day < day).length
  if (told * 2 > fresh.length) throw toOldError({ day, days, count: fresh.length })
  refuseEarlier({ day, days, count: fresh.length })
  const unknown = fresh.filter((id) => !known.has(id))
  if (askNewDays === undefined || unknown.length < FEWEST_TO_JUDGE || unknown.length * 2 <= fresh.length) return
  const sample = takeSpread(unknown, SAMPLE)
  refuseEarlier({ day, days: await askNewDays(sample), count: sample.length })
}

/** The days of those of `count` papers, all called new on `day`, of which one is known. */
type Counted = { day: Day; days: readonly Day[]; count: number }

function refuseEarlier(counted: Counted): void {
  const { day, days, count } = counted
  const own = days.filter((one) => one >= day).length
  const isJudged = days.length >= FEWEST_TO_JUDGE && days.length * 2 >= count
  if (isJudged && own < days.length * OWN_SHARE) throw toOldError(counted)
}

function toOldError({ day, days, count }: Counted): UpstreamError {
  const counts = `${days.filter((one) => one < day).length} of ${count} papers that it calls new`
  return toArxivError('rss', 'stale', `still tells of an earlier day: ${counts} for ${day} are of days before`)
}

/** At most so many of a list, from all over it: a feed goes by categories. */
function takeSpread<Item>(list: readonly Item[], most: number): Item[] {
  const count = Math.min(most, list.length)
  return Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]!)
}

/** It lacks most of the papers that were submitted in time for this day. */
async function refuseShort(feed: Feed, { day, categories }: Asked, { listNew }: Knowing): Promise<void> {
  const expected = (await listNew(day)).filter((paper) => isWanted(paper.categories, categories))
  const told = new Set(listIds(feed, ['new', 'cross']))
  const lacks = expected.filter(({ id }) => !told.has(id)).length
  if (expected.length >= FEWEST_TO_JUDGE && lacks * 2 > expected.length) {
    const count = `${lacks} of ${expected.length} papers that were submitted in time`
    throw toArxivError('rss', 'stale', `does not tell of ${day}, or not of all: it lacks ${count}`)
  }
}

function listIds({ items }: Feed, kinds: readonly AnnouncementKind[]): PaperId[] {
  return items.flatMap(({ announcement }) =>
    announcement && kinds.includes(announcement.kind) ? [announcement.id] : [],
  )
}
