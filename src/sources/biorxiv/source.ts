import type { PaperSource } from '../../domain/harvest.ts'
import type { AskUpstream } from '../../domain/ports.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { parseAnswerJson } from '../answer-json.ts'
import { readPosition } from '../read-position.ts'
import { readPage } from './answer.ts'
import { type Server, toCategoryName } from './preprint.ts'
import { planPosted, planWeeks, readRange } from './tasks.ts'

/** What a source of preprints is made of. */
export type BiorxivSettings = {
  ask: AskUpstream
  server: Server
  /** Of the API, which answers for both servers. */
  address: string
  /** As the server names them, in any spelling; none means all. */
  categories: readonly string[]
}

const TITLES: Record<Server, string> = { biorxiv: 'bioRxiv', medrxiv: 'medRxiv' }
/** A page of a hundred is some 300 KB. */
const MOST_BYTES = 16 * 1024 * 1024
const TIMEOUT_MS = 90_000
const HOUR_MS = 3_600_000
/** What a day's lists get late is read with the next day's. */
const DAYS_BEFORE = 1
const START_DAYS_BEFORE = 3

/**
 * bioRxiv or medRxiv: what was posted in a range of days, page by page, in all versions. Known by DOI, and announced on
 * the day of the first version.
 */
export function createBiorxivSource({ ask, server, address, categories }: BiorxivSettings): PaperSource {
  const title = TITLES[server]
  const wanted = new Set(categories.map(toCategoryName))
  return {
    name: server,
    title,
    terms: 'Free and without a key: a hundred preprints a request, one request at a time, a second between two.',
    addresses: [address],
    slots: [
      {
        // When a day's preprints are nearly all there, and early in the morning for the rest.
        pattern: '20 5,21 * * *',
        zone: 'America/New_York',
        spreadMs: HOUR_MS,
        plan: (at) => [planPosted(at, DAYS_BEFORE)],
      },
    ],
    planStart: (now) => [planPosted(now, START_DAYS_BEFORE)],
    planBackfill: planWeeks,
    harvest: async (key, resume, { signal }) => {
      const { from, to } = readRange(key)
      const cursor = readPosition(resume)
      const url = `${address}/details/${server}/${from}/${to}/${cursor}/json`
      const answer = await ask({ url, mostBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS }, signal)
      if (answer.status === 304)
        throw new UpstreamError('broken', `${title} answered 304 to a question without condition.`)
      return readPage(parseAnswerJson(answer, title), { source: server, title, categories: wanted, cursor })
    },
  }
}
