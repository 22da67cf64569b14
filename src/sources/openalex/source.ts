import type { Harvest, PaperSource, Signal, Subject } from '../../domain/harvest.ts'
import type { AskUpstream, ReadItem } from '../../domain/ports.ts'
import type { Clock, UnixMs } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { parseAnswerJson } from '../answer-json.ts'
import { refuseOverlong } from '../refuse-overlong.ts'
import { readSubjectDays, toSubjectSlots } from '../subject-tasks.ts'
import { toAllowanceFailure } from './allowance.ts'
import { findVenue } from './venue.ts'
import { isPublished, listDois, readWorks, WORK_FIELDS, type Work } from './works.ts'

/** What the source is made of. `address` is the API's, without `/works`. */
export type OpenalexSettings = { ask: AskUpstream; address: string; key: string | undefined; clock: Clock }

/** As many values as a filter may have, and as many works as a page. */
const MOST_DOIS = 100
/** Without a key a day's allowance is 100 requests; a free key's is 10,000. */
const DAYS = { anonymous: { older: 30 }, named: { new: 30, older: 365 } }
const MOST_BYTES = 8 * 1024 * 1024

/** Papers with the DOIs under which they are asked for. */
type Asked = { subject: Subject; dois: string[] }[]

/** OpenAlex: how often papers are cited, and where they were published. */
export function createOpenalexSource({ ask, address, key: apiKey, clock }: OpenalexSettings): PaperSource {
  const harvestWorks = async (asked: Asked, signal: AbortSignal): Promise<Harvest> => {
    const url = toUrl(
      address,
      asked.flatMap(({ dois }) => dois),
      apiKey,
    )
    try {
      const answer = await ask({ url, headers: { Accept: 'application/json' }, mostBytes: MOST_BYTES }, signal)
      if (answer.status === 304) throw new UpstreamError('broken', 'OpenAlex answered 304, which was not asked for.')
      return toHarvest(parseAnswerJson(answer, 'OpenAlex'), asked, answer.at)
    } catch (thrown) {
      throw thrown instanceof UpstreamError ? toAllowanceFailure(thrown, clock()) : thrown
    }
  }
  const slots = toSubjectSlots('citations', apiKey === undefined ? DAYS.anonymous : DAYS.named)
  return {
    name: 'openalex',
    title: 'OpenAlex',
    terms: 'A daily allowance: some 100 requests without a key, 10,000 with a free one; at most 100 papers in each.',
    addresses: [address],
    slots,
    planStart: (now) => slots.flatMap(({ plan }) => plan(now)),
    harvest: async (key, resume, context) => {
      const days = readSubjectDays('citations', key)
      const after = resume === undefined ? {} : { after: resume }
      const subjects = await context.listSubjects({ of: 'papers', days, limit: MOST_DOIS, ...after })
      const taken = takeWhileFits(subjects)
      const asked = taken.filter(({ dois }) => dois.length > 0)
      const harvest = asked.length === 0 ? { items: [] } : await harvestWorks(asked, context.signal)
      const last = taken.at(-1)?.subject.id
      const isLast = taken.length === subjects.length && subjects.length < MOST_DOIS
      return isLast || last === undefined ? harvest : { ...harvest, resume: last }
    },
  }
}

/** The first papers that have no more DOIs together than a filter takes. */
function takeWhileFits(subjects: readonly Subject[]): Asked {
  const taken: Asked = []
  let count = 0
  for (const subject of subjects) {
    const dois = listDois(subject)
    count += dois.length
    if (count > MOST_DOIS) break
    taken.push({ subject, dois })
  }
  return taken
}

function toUrl(address: string, dois: readonly string[], apiKey: string | undefined): string {
  const query = new URLSearchParams({
    filter: `doi:${dois.join('|')}`,
    'per-page': `${MOST_DOIS}`,
    select: WORK_FIELDS.join(','),
    ...(apiKey !== undefined && { api_key: apiKey }),
  })
  return `${address}/works?${query}`
}

function toHarvest(value: unknown, asked: Asked, at: UnixMs): Harvest {
  const { works, faults } = readWorks(value)
  const items: ReadItem[] = faults.map((position) => ({
    fault: { position, reason: 'OpenAlex counts no citations of it' },
  }))
  const signals: Signal[] = []
  for (const { subject, dois } of asked) {
    const found = dois.flatMap((doi) => {
      const work = works.get(doi)
      return work ? [{ doi, work }] : []
    })
    if (found.length === 0) continue
    signals.push({ id: subject.id, name: 'citations', at, count: countCitations(found.map(({ work }) => work)) })
    for (const { doi, work } of found) {
      const venue = isPublished(doi) ? findVenue(subject.id, doi, work, at) : undefined
      if (venue) items.push(refuseOverlong({ paper: venue }))
    }
  }
  return { items, signals }
}

/** A preprint and its article are counted apart where OpenAlex takes them for two works; one paper may cite both. */
function countCitations(works: readonly Work[]): number {
  return Math.max(...works.map((work) => work.cited_by_count))
}
