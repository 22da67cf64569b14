import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Digest } from '../../domain/digest.ts'
import { AppError } from '../../domain/error.ts'
import { toShownCount } from '../../domain/join-papers.ts'
import type { PaperId } from '../../domain/paper.ts'
import { toPrivateFeedPath } from '../../domain/private-addresses.ts'
import type { Wish } from '../../domain/subscription.ts'
import { toWishTitle } from '../../domain/wish-title.ts'
import { toWishKind } from '../../domain/wishes.ts'
import type { ListPlacedPapers } from '../../services/list-edition.ts'
import type { PrivateFeed, PrivateFeeds } from '../../services/subscriptions/private-feeds.ts'
import { readQuery, wholeNumber } from '../query.ts'
import { answerFeed, type FeedAnswering, PRIVATE_FEED } from './answer-feed.ts'
import { createEntryIds } from './entry-id.ts'
import { type Feed, FEED_ENDING, type FeedEntry, type FeedForm, splitFeedFile, toUpdatedAt } from './feed.ts'
import { toFeedPage } from './feed-place.ts'
import { toPaperEntry } from './paper-entry.ts'

const MOST_ENTRIES = 100
const query = z.object({ votes: wholeNumber(0, 1_000_000, 0) })

/** What private feeds ask of the program. `getFeeds` throws `not_found` where there are no subscriptions. */
export type PrivateFeedDeps = FeedAnswering & {
  getFeeds: () => Pick<PrivateFeeds, 'findFeed' | 'readFeed'>
  listPlacedPapers: ListPlacedPapers
  baseUrl: string
}

/** GET /feeds/digests/KEY.atom, .rss or .json, with ?votes= — the papers of a subscription's last digests. */
export function privateFeeds(deps: PrivateFeedDeps): Hono {
  return new Hono().get(`/feeds/digests/:file{[^/]+${FEED_ENDING}}`, async (c) => {
    const { votes } = readQuery(c, query)
    const [key, form] = splitFeedFile(c.req.param('file'))
    const feed = (await deps.getFeeds().findFeed(key)) ?? refuse()
    const path = `${toPrivateFeedPath(key, form)}${votes > 0 ? `?votes=${votes}` : ''}`
    return answerPrivately(
      c,
      { path, form, version: toVersion(feed), make: () => compose(feed, { votes, path }, deps) },
      deps,
    )
  })
}

function answerPrivately(
  c: Context,
  { path, ...asked }: { path: string; form: FeedForm; version: string; make: () => Promise<Feed> },
  deps: PrivateFeedDeps,
): Promise<Response> {
  return answerFeed(c, { ...asked, key: path, self: `${deps.baseUrl}${path}`, cache: PRIVATE_FEED }, deps)
}

function refuse(): never {
  throw new AppError('not_found', 'There is no such private feed: a newer address may have taken its place')
}

function toVersion({ subscription: { wish, names }, digests }: PrivateFeed): string {
  return [toWishTitle(wish, names), ...digests.map(({ id, composedAt }) => `${id} ${composedAt}`)].join(' ')
}

async function compose(
  feed: PrivateFeed,
  { votes, path }: { votes: number; path: string },
  deps: PrivateFeedDeps,
): Promise<Feed> {
  const { id, wish, names } = feed.subscription
  const { baseUrl, getFeeds } = deps
  const entries = new Map<string, FeedEntry>()
  for await (const digest of getFeeds().readFeed(feed)) {
    // A paper that came back from a digest which nobody got stands where it came last.
    for (const entry of await toEntries(digest, votes, deps)) if (!entries.has(entry.id)) entries.set(entry.id, entry)
    if (entries.size >= MOST_ENTRIES) break
  }
  const shown = [...entries.values()].slice(0, MOST_ENTRIES)
  return {
    id: createEntryIds(baseUrl).feed(`/subscriptions/${id}`),
    title: `${toWishTitle(wish, names)} · Broadsheet`,
    subtitle: 'The papers of your digests. Whoever has the address of this feed can read along, and do nothing else.',
    ...{ self: `${baseUrl}${path}`, page: `${baseUrl}${toPage(wish)}`, updatedAt: toUpdatedAt(shown) },
    entries: shown,
  }
}

/** A page that anybody may see: whoever reads the feed is led to nothing that is its reader's alone. */
function toPage(wish: Wish): string {
  const topic = toWishKind(wish).toFeed?.(wish)
  return topic ? toFeedPage(topic) : '/'
}

/** A paper comes with its digest, and says why. One that left the store is left out. */
async function toEntries(
  digest: Digest,
  votes: number,
  { listPlacedPapers, baseUrl }: PrivateFeedDeps,
): Promise<FeedEntry[]> {
  const reasons = new Map<PaperId, string>(digest.papers.map(({ id, reason }) => [id, reason]))
  const items = await listPlacedPapers(digest.papers.map(({ id }) => ({ id })))
  return items
    .filter(({ paper }) => toShownCount(paper.counts.votes) >= votes)
    .map(({ paper }) => {
      const entry = toPaperEntry(paper, baseUrl, reasons.get(paper.id))
      return { ...entry, publishedAt: digest.dueAt, updatedAt: Math.max(digest.dueAt, entry.updatedAt) }
    })
}
