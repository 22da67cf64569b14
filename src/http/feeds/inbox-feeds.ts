import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Digest } from '../../domain/digest.ts'
import { AppError } from '../../domain/error.ts'
import { toShownCount } from '../../domain/join-papers.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { ListPlacedPapers } from '../../services/list-edition.ts'
import type { Inbox, Managing } from '../../services/subscriptions/managing.ts'
import { readQuery, wholeNumber } from '../query.ts'
import { answerFeed, type FeedAnswering, PRIVATE_FEED } from './answer-feed.ts'
import { createEntryIds } from './entry-id.ts'
import { type Feed, type FeedEntry, type FeedForm, toUpdatedAt } from './feed.ts'
import { toPaperEntry } from './paper-entry.ts'
import { parseFile } from './routes.ts'

const MOST_DIGESTS = 10
const MOST_ENTRIES = 100
const query = z.object({ votes: wholeNumber(0, 1_000_000, 0) })

/** What private feeds ask of the program. `getManaging` throws `not_found` where there are no subscriptions. */
export type InboxFeedDeps = FeedAnswering & {
  getManaging: () => Pick<Managing, 'findInbox' | 'findPastDigest'>
  listPlacedPapers: ListPlacedPapers
  baseUrl: string
}

/** GET /inbox/SECRET/feeds/SUBSCRIPTION.atom, .rss or .json, with ?votes= — the papers of a subscription's last digests. */
export function inboxFeeds(deps: InboxFeedDeps): Hono {
  return new Hono().get('/inbox/:secret/feeds/:file{[^/]+\\.(?:atom|rss|json)}', async (c) => {
    const { votes } = readQuery(c, query)
    const asked = await findAsked(c, deps)
    const { secret, form, digests } = asked
    const key = `/inbox/${secret}/feeds/${asked.managed.subscription.id}.${form}${votes > 0 ? `?votes=${votes}` : ''}`
    const self = `${deps.baseUrl}${key}`
    const version = [asked.managed.title, ...digests.map(({ id, composedAt }) => `${id} ${composedAt}`)].join(' ')
    return answerFeed(
      c,
      { key, form, self, version, cache: PRIVATE_FEED, make: () => compose(asked, { votes, self }, deps) },
      deps,
    )
  })
}

type Asked = { secret: string; form: FeedForm; managed: Inbox['subscriptions'][number]; digests: Inbox['digests'] }

async function findAsked(c: Context, { getManaging }: InboxFeedDeps): Promise<Asked> {
  const secret = c.req.param('secret') ?? ''
  const [id, form] = parseFile(c)
  const inbox = await getManaging().findInbox(secret)
  const managed = inbox?.subscriptions.find(({ subscription }) => subscription.id === id)
  if (!inbox || !managed)
    throw new AppError('not_found', 'There is no such private feed: a newer address may have taken its place')
  const digests = inbox.digests.filter(({ subscriptionId }) => subscriptionId === managed.subscription.id)
  return { secret, form, managed, digests: digests.slice(0, MOST_DIGESTS) }
}

async function compose(
  asked: Asked,
  { votes, self }: { votes: number; self: string },
  deps: InboxFeedDeps,
): Promise<Feed> {
  const { managed, secret, digests } = asked
  const { baseUrl, getManaging } = deps
  const entries: FeedEntry[] = []
  for (const { id } of digests) {
    const found = await getManaging().findPastDigest(secret, id)
    if (found) entries.push(...(await toEntries(found.digest, votes, deps)))
    if (entries.length >= MOST_ENTRIES) break
  }
  return {
    id: createEntryIds(baseUrl).feed(`/subscriptions/${managed.subscription.id}`),
    title: `${managed.title} · Broadsheet`,
    subtitle:
      'The papers of your digests. Keep the address of this feed to yourself: it holds the secret of your private link.',
    ...{ self, page: `${baseUrl}/inbox/${secret}`, updatedAt: toUpdatedAt(entries) },
    entries: entries.slice(0, MOST_ENTRIES),
  }
}

/** A paper comes with its digest, and says why. One that left the store is left out. */
async function toEntries(
  digest: Digest,
  votes: number,
  { listPlacedPapers, baseUrl }: InboxFeedDeps,
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
