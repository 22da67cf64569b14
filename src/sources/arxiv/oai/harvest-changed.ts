import type { Harvest, HarvestContext } from '../../../domain/harvest.ts'
import type { ReadItem } from '../../../domain/ports.ts'
import { type Day, HOUR_MS } from '../../../domain/time.ts'
import { UpstreamError } from '../../../domain/upstream-error.ts'
import { type ArxivDeps, askRecords, toArxivError, toUrl } from '../ask-arxiv.ts'
import { widenWindow } from '../../day-window.ts'
import { isWanted } from '../categories.ts'
import { type ArxivTask, toChangedSubject } from '../tasks.ts'
import {
  isCircle,
  isExpired,
  type ListBeginning,
  type ListPlace,
  parsePlace,
  toNextPlace,
  toReachedDay,
  toResume,
  toRestartDay,
} from './list-place.ts'
import { type OaiAnswer, readOai } from './read-oai.ts'

type Changed = Extract<ArxivTask, { kind: 'changed' }>

/**
 * Datestamps are days in UTC, and some records show up a day after theirs. So many days before the present one are asked
 * for again, so that what one harvest was too early for comes with the next.
 */
export const OVERLAP_DAYS = 2
const FORM = 'arXivRaw' // the only one with versions and their instants
/** What OAI-PMH says where asking again cannot help. */
const REFUSALS = new Set(['badArgument', 'badVerb', 'cannotDisseminateFormat', 'noSetHierarchy', 'noMetadataFormats'])
// A token that is not taken makes the list begin anew; if that happens again and again, not more often than hourly.
const MOST_RESTARTS = 3
const RESTART_PAUSE_MS = HOUR_MS

/**
 * Fetches the next answer of a list of changed papers. It begins where the set was read last, if that lies before the
 * task's first day: evenings on which it was refused are made up for.
 */
export async function harvestChanged(
  deps: ArxivDeps,
  task: Changed,
  resume: string | undefined,
  context: HarvestContext,
): Promise<Harvest> {
  const { signal } = context
  const place = parsePlace(resume)
  if (place === undefined) {
    const reached = await context.findReach?.(toChangedSubject(task.set))
    const { from, missed } = widenWindow(task, reached, OVERLAP_DAYS)
    return { ...(await beginList(deps, task, { from }, signal)), ...(missed && { missed }) }
  }
  const now = deps.clock()
  const answer = isExpired(place, now) ? undefined : await askFurther(deps, place, signal)
  return answer ? toHarvest(deps, task, answer, place) : beginList(deps, task, toRestart(place, now), signal)
}

const READING = {
  read: readOai,
  countFaults: ({ records }: OaiAnswer) =>
    records.filter((record) => 'item' in record && 'fault' in record.item).length,
}

/** The answer to a token; `undefined` where it is not taken, told in OAI-PMH's words or by a status. */
async function askFurther(deps: ArxivDeps, { token }: ListPlace, signal: AbortSignal): Promise<OaiAnswer | undefined> {
  const url = toUrl(deps.addresses.oai, { verb: 'ListRecords', resumptionToken: token })
  try {
    const answer = await askRecords(deps, ['oai', url], signal, READING)
    return answer.error?.code === 'badResumptionToken' ? undefined : answer
  } catch (error) {
    if (error instanceof UpstreamError && error.trouble === 'refused') return undefined
    throw error
  }
}

async function beginList(deps: ArxivDeps, task: Changed, before: ListBeginning, signal: AbortSignal): Promise<Harvest> {
  const { set, until } = task
  const asked = { verb: 'ListRecords', metadataPrefix: FORM, ...(set && { set }), from: before.from, until }
  const answer = await askRecords(deps, ['oai', toUrl(deps.addresses.oai, asked)], signal, READING)
  return toHarvest(deps, task, answer, before)
}

/** The list anew, from the last day that it told. */
function toRestart(place: ListPlace, now: number): ListBeginning {
  const from: Day = toRestartDay(place)
  const restarts = from === place.from ? place.restarts + 1 : 1
  const lately = place.restartedAt !== undefined && now - place.restartedAt < RESTART_PAUSE_MS
  if (restarts > MOST_RESTARTS && lately) {
    throw toArxivError('oai', 'broken', `does not take its own resumption tokens (list from ${from})`)
  }
  return { from, restarts, restartedAt: now }
}

function toHarvest(deps: ArxivDeps, task: Changed, answer: OaiAnswer, before: ListBeginning): Harvest {
  refuseError(answer)
  const next = toNextPlace(answer, before)
  if (next && isCircle(next, before)) {
    throw toArxivError('oai', 'refused', 'gave a resumption token a second time: its list goes round in a circle')
  }
  const day = next ? toReachedDay(next) : task.until
  const items = answer.records.flatMap((record) => ('item' in record ? [record.item] : []))
  const withdrawn = answer.records.flatMap((record) => ('gone' in record ? [record.gone] : []))
  return {
    items: items.filter((item) => isAsked(item, deps.categories)),
    ...(withdrawn.length > 0 && { withdrawn }),
    ...(answer.total !== undefined && { total: answer.total }),
    ...(day !== undefined && { reached: { subject: toChangedSubject(task.set), day } }),
    ...(next && { resume: toResume(next) }),
  }
}

/** A set that holds more than was wished for is asked where many of its categories were. */
function isAsked(item: ReadItem, wished: readonly string[] | undefined): boolean {
  if (wished === undefined || !('paper' in item)) return true
  const { categories } = item.paper.fields
  return categories === undefined || isWanted(categories, wished)
}

/** @throws UpstreamError where OAI-PMH tells a failure */
export function refuseError({ error }: OaiAnswer): void {
  if (error === undefined) return
  const reason = `answered with an error: ${error.message === '' ? error.code : `${error.code} (${error.message})`}`
  throw toArxivError('oai', REFUSALS.has(error.code) ? 'refused' : 'broken', reason)
}
