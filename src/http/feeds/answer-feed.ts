import type { Context } from 'hono'
import { isAmong } from '../middleware/conditional.ts'
import { toAtom } from './forms/atom.ts'
import { type Feed, FEED_TYPES, type FeedForm } from './feed.ts'
import { toJsonFeed } from './forms/json-feed.ts'
import type { FeedKeeper, FeedState } from './keep-feeds.ts'
import { toRss } from './forms/rss.ts'

/** So long shared caches may hand a feed on without asking. */
const CACHE = 'public, max-age=300'

/** What caches may do with a feed at a secret address: nothing, but its reader may. */
export const PRIVATE_FEED = 'private, no-cache'

/** What it takes to answer: what is remembered of feeds, and the path of the style sheet by which browsers show them. */
export type FeedAnswering = { keeper: FeedKeeper; stylesheet: string }

/** A feed that is asked for. */
export type AskedFeed = {
  /** What names it among all. */
  key: string
  form: FeedForm
  /** Where it is. */
  self: string
  /** The same text, the same feed: it need not be made again. */
  version: string
  make: () => Promise<Feed>
  hub?: string | undefined
  /** What caches may do with it; public ones may hand it on for some minutes where absent. */
  cache?: string
}

/** A feed in one of its forms. */
export function writeFeed(feed: Feed, form: FeedForm, stylesheet: string): string {
  if (form === 'json') return toJsonFeed(feed)
  return form === 'atom' ? toAtom(feed, stylesheet) : toRss(feed, stylesheet)
}

/**
 * Answers with a feed, or with 304 where the reader has it: before anything is read, where nothing changed since it was
 * made, and after it where it came to be the same.
 */
export async function answerFeed(
  c: Context,
  { key, form, self, version, make, hub, cache = CACHE }: AskedFeed,
  { keeper, stylesheet }: FeedAnswering,
): Promise<Response> {
  if (hub !== undefined) c.header('Link', `<${hub}>; rel="hub", <${self}>; rel="self"`)
  c.header('Cache-Control', cache)
  if (cache === CACHE) openToReaders(c)
  const current = keeper.findState(key, version)
  if (current && isKnown(c, current)) return unchanged(c, current)
  const { text, state } = await keeper.find(key, version, async () => writeFeed(await make(), form, stylesheet))
  if (isKnown(c, state)) return unchanged(c, state)
  tell(c, state)
  c.header('Content-Type', `${toShownType(c, form)}; charset=utf-8`)
  return c.body(text)
}

/** Readers that run in a browser ask from sites of their own: they may read what everybody may. */
function openToReaders(c: Context): void {
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
}

function unchanged(c: Context, state: FeedState): Response {
  tell(c, state)
  return c.body(null, 304)
}

function tell(c: Context, { tag, changedAt }: FeedState): void {
  c.header('ETag', tag)
  c.header('Last-Modified', new Date(changedAt).toUTCString())
  c.header('Vary', 'Accept', { append: true })
}

/**
 * Whether the reader has this feed already. A date counts only where no tag was sent.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc9110#name-precedence-of-preconditions
 */
function isKnown(c: Context, { tag, changedAt }: FeedState): boolean {
  const tags = c.req.header('If-None-Match')
  if (tags !== undefined) return isAmong(tag, tags)
  const since = c.req.header('If-Modified-Since')
  return since !== undefined && Date.parse(since) >= changedAt
}

/** What a browser shows and does not save: it names HTML among what it takes, and readers of feeds do not. */
function toShownType(c: Context, form: FeedForm): string {
  if (!c.req.header('Accept')?.includes('text/html')) return FEED_TYPES[form].type
  return form === 'json' ? 'application/json' : 'application/xml'
}
