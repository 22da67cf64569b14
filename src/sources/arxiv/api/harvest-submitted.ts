import { findSubmissionWindow } from '../../../domain/arxiv-calendar.ts'
import type { Harvest } from '../../../domain/harvest.ts'
import type { ReadItem } from '../../../domain/ports.ts'
import { type Day, toIso, type UnixMs } from '../../../domain/time.ts'
import { type ArxivDeps, askRecords, toArxivError, toUrl } from '../ask-arxiv.ts'
import { type AtomAnswer, readAtomAnswer } from '../atom.ts'
import { toCategoryQuery } from '../categories.ts'
import { readPosition } from '../../read-resume.ts'

// It takes up to 2,000; answers that long are slow and break off more often.
const PAGE_SIZE = 500
/** Behind so many, the API answers with an error. */
const MOST_RESULTS = 30_000

/**
 * Fetches the papers that were submitted in time for a day's announcement: those that arXiv, by its calendar, announced
 * that day, and besides them those that waited for its moderators. `resume` is the place of the next.
 */
export async function harvestSubmitted(
  deps: ArxivDeps,
  day: Day,
  resume: string | undefined,
  signal: AbortSignal,
): Promise<Harvest> {
  const window = findSubmissionWindow(day)
  if (window === undefined) return { items: [], total: 0 }
  const start = readPosition(resume)
  const url = toUrl(deps.addresses.api, {
    search_query: toQuery(deps.categories, window.from, window.until),
    start: String(start),
    max_results: String(PAGE_SIZE),
    sortBy: 'submittedDate',
    sortOrder: 'ascending',
  })
  const reading = { read: readAtomAnswer, countFaults }
  const { items, total = start + items.length, error } = await askRecords(deps, ['api', url], signal, reading)
  // What it will not answer it tells with 400: an error that calls itself a success is a fault of its own.
  if (error !== undefined) throw toArxivError('api', 'broken', `answered with an error: ${error}`)
  const most = Math.min(total, MOST_RESULTS)
  // It is known to answer with an empty page in the midst of many.
  if (items.length === 0 && start < most) {
    throw toArxivError('api', 'broken', `told of ${total} papers, and then of none from number ${start + 1} on`)
  }
  const next = start + items.length
  return { items: items.map((item) => nameFault(item, start)), total, ...(next < most && { resume: String(next) }) }
}

function countFaults({ items, error }: AtomAnswer): number {
  return error === undefined ? items.filter((item) => 'fault' in item).length : 0
}

function toQuery(categories: readonly string[] | undefined, from: UnixMs, until: UnixMs): string {
  const range = `submittedDate:[${toMinute(from)} TO ${toMinute(until)}]`
  return categories === undefined ? range : `(${categories.map(toCategoryQuery).join(' OR ')}) AND ${range}`
}

/** "202604061805", in UTC. */
function toMinute(instant: UnixMs): string {
  return toIso(instant).replace(/\D/g, '').slice(0, 12)
}

/** A fault's place among all that are found, not in its answer. */
function nameFault(item: ReadItem, start: number): ReadItem {
  if (!('fault' in item)) return item
  const position = item.fault.position.replace(/\d+$/, (number) => String(start + Number(number)))
  return { fault: { ...item.fault, position } }
}
