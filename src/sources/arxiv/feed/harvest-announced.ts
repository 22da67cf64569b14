import { z } from 'zod'
import { toEasternTime } from '../../../domain/eastern-time.ts'
import type { Harvest, HarvestContext } from '../../../domain/harvest.ts'
import type { PaperId } from '../../../domain/paper.ts'
import type { ReadItem } from '../../../domain/ports.ts'
import type { Day } from '../../../domain/time.ts'
import { UpstreamError } from '../../../domain/upstream-error.ts'
import { askNewDays } from '../api/ask-new-days.ts'
import { harvestSubmitted } from '../api/harvest-submitted.ts'
import { type ArxivDeps, askArxiv, toArxivError } from '../ask-arxiv.ts'
import { listArchiveCodes, listMembers } from '../categories.ts'
import { readResume } from '../../read-resume.ts'
import { type Feed, readFeed } from './read-feed.ts'
import { NEVER_EMPTY_CATEGORIES, refuseOther, refuseStale } from './stale-feed.ts'

/** A feed holds 2,000 items at most and does not tell when it left some out: from here on it may have. */
const NEARLY_FULL = 1900

/** Where reading goes on: the feeds that are left, each of categories with "+" between, or a place in the API's results. */
const resumeSchema = z.union([
  z.object({ feeds: z.array(z.string()).min(1) }),
  z.object({ results: z.string(), count: z.number() }),
])

/**
 * Fetches what was announced for a day, and how. All categories are asked at once; where that may be more than a feed
 * holds, each by itself besides. The feeds tell of the present day alone: for one of the past, the query API tells of the
 * papers that were announced then by arXiv's calendar, which are counted, and can be compared with nothing.
 *
 * @throws UpstreamError `stale` where the feed still tells of another day, or not of all of it
 */
export async function harvestAnnounced(
  deps: ArxivDeps,
  day: Day,
  resume: string | undefined,
  context: Pick<HarvestContext, 'signal' | 'findKnownDays' | 'listNew'>,
): Promise<Harvest> {
  const place = readResume(resumeSchema, resume)
  const isPast = toEasternTime(deps.clock()).day > day
  if (place && 'results' in place) return harvestPast(deps, day, place, context.signal)
  if (isPast) return harvestPast(deps, day, { count: 0 }, context.signal)
  const [group = '', ...left] = place?.feeds ?? [(deps.categories ?? listArchiveCodes()).join('+')]
  const feed = await askFeed(deps, group, context.signal)
  const asked = { day, categories: group.split('+') }
  refuseStale(feed, asked)
  // Of a feed in parts the first shows how old it is.
  const isFirst = place === undefined
  const askDays = (ids: readonly PaperId[]): Promise<Day[]> => askNewDays(deps, ids, context.signal)
  await refuseOther(feed, asked, { ...context, ...(isFirst && { askNewDays: askDays }) })
  const feeds = feed.items.length >= NEARLY_FULL ? [...splitGroup(group), ...left] : left
  return {
    items: feed.items.map(({ item }) => item),
    announced: { day, papers: feed.items.flatMap(({ announcement }) => announcement ?? []) },
    ...(feeds.length > 0 && { resume: JSON.stringify({ feeds }) }),
  }
}

/** Where one form is broken, or some of it cannot be read and may have hidden more, the other is asked; the fuller counts. */
async function askFeed(deps: ArxivDeps, group: string, signal: AbortSignal): Promise<Feed> {
  const ask = (form: 'rss' | 'atom') =>
    askArxiv(deps, ['rss', `${deps.addresses.rss}/${form}/${group}`], signal, readFeed)
  const rss = await ask('rss').catch((error: unknown) => {
    if (error instanceof UpstreamError && error.trouble === 'broken') return undefined
    throw error
  })
  if (rss === undefined) return ask('atom')
  if (!rss.items.some(({ item }) => 'fault' in item)) return rss
  const atom = await ask('atom').catch((error: unknown) => {
    if (error instanceof UpstreamError) return rss
    throw error
  })
  return countAnnounced(atom) > countAnnounced(rss) ? atom : rss
}

function countAnnounced({ items }: Feed): number {
  return items.filter(({ announcement }) => announcement !== undefined).length
}

/** The parts of a feed's categories that can be asked for by themselves; none where it is of one category. */
function splitGroup(group: string): string[] {
  const parts = group.split('+')
  const members = parts.length > 1 ? parts : listMembers(group)
  return members.length > 1 ? members : []
}

type PastPlace = { results?: string; count: number }

/** The day is over, and with it its feed. */
async function harvestPast(
  deps: ArxivDeps,
  day: Day,
  { results, count }: PastPlace,
  signal: AbortSignal,
): Promise<Harvest> {
  const { resume, ...harvest } = await harvestSubmitted(deps, day, results, signal)
  const isOfDay = (item: ReadItem): boolean => 'paper' in item && item.paper.fields.announcedDay === day
  const known = count + harvest.items.filter(isOfDay).length
  if (resume !== undefined) return { ...harvest, resume: JSON.stringify({ results: resume, count: known }) }
  const asked = (deps.categories ?? listArchiveCodes()).flatMap(listMembers).length
  // It lags behind, by a day at times.
  if (known === 0 && asked >= NEVER_EMPTY_CATEGORIES) {
    throw toArxivError('api', 'stale', `knows of no papers that were submitted in time for ${day}`)
  }
  return { ...harvest, reckoned: { day, count: known } }
}
