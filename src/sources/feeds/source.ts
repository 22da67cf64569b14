import { toFingerprint } from '../../domain/fingerprint.ts'
import type { Harvest, HarvestContext, PaperSource, PlannedTask } from '../../domain/harvest.ts'
import { toAppError } from '../../domain/error.ts'
import type { AskUpstream, ReadItem, UpstreamAnswer, Validator } from '../../domain/ports.ts'
import { HOUR_MS, toIso, type UnixMs } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { decodeXml } from '../xml/decode-xml.ts'
import { readFeed } from './read-feed.ts'

/** What the source is made of. Each address is one feed; other than these none is asked. */
export type FeedSettings = { ask: AskUpstream; feeds: readonly string[] }

const MOST_BYTES = 16 * 1024 * 1024
const SPREAD_MS = HOUR_MS
const MINUTE_DIGITS = 16
const NAME_DIGITS = 6
/** Of a feed that has no end of them, the first are told again. */
const MOST_TOLD = 500

type Answer = UpstreamAnswer & { status: 200 }

/**
 * Any RSS, Atom or JSON feeds of papers, each asked for every two hours and read only where it has changed. What is no
 * paper in a feed is told once, not at each reading.
 */
export function createFeedSource({ ask, feeds }: FeedSettings): PaperSource {
  const byName = new Map(feeds.map((url) => [toName(url), url]))
  const planFeeds = (at: UnixMs): PlannedTask[] =>
    [...byName.keys()].map((name) => ({ key: `${name} at ${toIso(at).slice(0, MINUTE_DIGITS)}`, subject: name }))
  return {
    name: 'feed',
    title: 'Feeds',
    terms: 'Each feed is asked for every two hours, and answers with its items only where something has changed.',
    addresses: feeds,
    slots: [{ pattern: '25 */2 * * *', zone: 'UTC', spreadMs: SPREAD_MS, plan: planFeeds }],
    planStart: planFeeds,
    harvest: async (key, _resume, context) => {
      const url = findAddress(key, byName)
      const validator = await context.findValidator(url)
      const answer = await ask({ url, mostBytes: MOST_BYTES, ...(validator && { validator }) }, context.signal)
      return answer.status === 304 ? { items: [] } : readAnswer(answer, url, context)
    },
  }
}

/** What people are told of a feed: its host, and what tells two of one host apart. Its address may hold a secret. */
function toName(url: string): string {
  return `${new URL(url).host} (${toFingerprint(url).slice(0, NAME_DIGITS)})`
}

function findAddress(key: string, byName: ReadonlyMap<string, string>): string {
  const url = byName.get(/^(.+) at \S+$/.exec(key)?.[1] ?? '')
  if (url !== undefined) return url
  throw new UpstreamError('refused', 'The feed is no longer among those that are read.')
}

async function readAnswer(answer: Answer, url: string, context: HarvestContext): Promise<Harvest> {
  const items = readItems(answer, url)
  const toldKey = `${url}#told`
  const told = new Set((await context.findValidator(toldKey))?.etag?.split(' '))
  const faults = items.flatMap((item) => ('fault' in item ? toFingerprint(item.fault.reason) : []))
  const validators = new Map<string, Validator>([[url, answer.validator]])
  // What was told of a feed is kept as what it answered is: in the transaction of its papers.
  if (faults.length > 0 || told.size > 0) validators.set(toldKey, { etag: faults.slice(0, MOST_TOLD).join(' ') })
  return {
    items: items.filter((item) => !('fault' in item) || !told.has(toFingerprint(item.fault.reason))),
    validators,
  }
}

function readItems({ bytes, type, at }: Answer, url: string): ReadItem[] {
  try {
    return readFeed(decodeXml(bytes, type), at)
  } catch (thrown) {
    const { code, message } = toAppError(thrown)
    if (code !== 'invalid') throw thrown
    throw new UpstreamError('broken', `What ${new URL(url).host} answered is no feed: ${message}.`, { cause: thrown })
  }
}
