import type { Harvest, PaperSource, PlannedTask } from '../../domain/harvest.ts'
import type { AskUpstream } from '../../domain/ports.ts'
import { HOUR_MS, toUtcDay, type UnixMs } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { parseAnswerJson } from '../answer-json.ts'
import { readPosition } from '../read-resume.ts'
import { refuseOverlong } from '../refuse-overlong.ts'
import { readSubmission } from './submission.ts'
import { wireAnswer } from './wire.ts'

/** What the source is made of. Venues are as `ICLR.cc/2027/Conference`, or whole invitations (with `/-/`). */
export type OpenreviewSettings = { ask: AskUpstream; address: string; venues: readonly string[] }

/** The most that one answer holds. */
const PAGE = 1000
/** Half a million submissions: no venue has as many. */
const MOST_ANSWERS = 500
const MOST_BYTES = 128 * 1024 * 1024
const TIMEOUT_MS = 120_000
const SPREAD_MS = 12 * HOUR_MS

/**
 * OpenReview: the submissions of each venue, all of them once a day, since decisions and names are added to old ones. A
 * venue of twenty thousand takes twenty requests.
 */
export function createOpenreviewSource({ ask, address, venues }: OpenreviewSettings): PaperSource {
  const planVenues = (at: UnixMs): PlannedTask[] =>
    venues.map((venue) => ({ key: `${venue} on ${toUtcDay(at)}`, subject: venue }))
  return {
    name: 'openreview',
    title: 'OpenReview',
    terms: 'Public submissions, without a key: a thousand a request, one request at a time with a second between two.',
    addresses: [address],
    slots: [{ pattern: '40 3 * * *', zone: 'UTC', spreadMs: SPREAD_MS, plan: planVenues }],
    planStart: planVenues,
    mostAnswers: MOST_ANSWERS,
    harvest: async (key, resume, { signal }) => {
      const venue = readVenue(key)
      const offset = readPosition(resume)
      const url = toPageUrl(address, venue, offset)
      const answer = await ask({ url, mostBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS }, signal)
      if (answer.status === 304)
        throw new UpstreamError('broken', 'OpenReview answered 304 to a question without condition.')
      return readPage(parseAnswerJson(answer, 'OpenReview'), venue, offset)
    },
  }
}

function toPageUrl(address: string, venue: string, offset: number): string {
  const invitation = venue.includes('/-/') ? venue : `${venue}/-/Submission`
  // By number, since the order must stay while the pages are read.
  const query = new URLSearchParams({ invitation, sort: 'number:asc', limit: String(PAGE), offset: String(offset) })
  return `${address}/notes?${query}`
}

/**
 * Reads one page of a venue's submissions, which begins at `offset`.
 *
 * @throws UpstreamError `broken` where it is none
 */
function readPage(value: unknown, venue: string, offset: number): Harvest {
  const { notes, count, message } = wireAnswer.safeParse(value).data ?? {}
  if (notes === undefined) {
    const what = message === undefined ? ' with JSON that is no list of submissions.' : `: ${message.slice(0, 200)}`
    throw new UpstreamError('broken', `OpenReview answered${what}`)
  }
  const read = notes.flatMap((note, index) => readSubmission(note, `item ${offset + index + 1}`, venue))
  const items = read.map(refuseOverlong)
  const next = offset + notes.length
  const isLast = notes.length === 0 || (count === undefined ? notes.length < PAGE : next >= count)
  return { items, ...(count !== undefined && { total: count }), ...(!isLast && { resume: String(next) }) }
}

function readVenue(key: string): string {
  const [, venue] = /^(\S+) on \S{10}$/.exec(key) ?? []
  if (venue !== undefined) return venue
  throw new UpstreamError('refused', `There is no way to fetch "${key}".`)
}
