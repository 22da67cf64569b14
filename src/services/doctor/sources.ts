import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import type { PaperSource } from '../../domain/harvest.ts'
import { addDays, HOUR_MS, toMinute, type UnixMs } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import type { SourceStateTable } from '../../store/schema.ts'
import { hasBatchBefore } from '../../store/announced-batches.ts'
import { listSourceStates } from '../../store/source-states.ts'
import { type BatchDescription, describeBatch, describeNewestBatch, LATE_MS } from '../sync/describe-batch.ts'
import { type Finding, failure, ok, skipped, warning } from './check.ts'

/** What the doctor needs to know of a source. */
export type WatchedSource = Pick<PaperSource, 'name' | 'title' | 'announces'>

const DAYS_BACK = 14
/** A source that has failed for longer is a matter for somebody: a night's outage mends itself. */
const LONG_MS = 36 * HOUR_MS
const MEND_LATE =
  'Is the server running? "broadsheet sync" fetches what is due and says what hinders it; "broadsheet doctor --sources" ' +
  'asks each source; docs/operating.md has the rest.'

const MEND_FAILING = 'Nothing at once: it is tried again by itself while the server runs.'
const MEND_UNCHECKED =
  'None of these papers is lost. If the server ran all that day, its feed failed: "broadsheet sources" says how, and ' +
  'docs/operating.md, under its alarms, what to look at.'

/** Whether upstreams can tell who asks them. */
export function checkContact(sources: readonly WatchedSource[], contact: string | undefined): Finding {
  if (sources.length === 0) return skipped('No source is switched on.')
  if (contact !== undefined) return ok(`Sources are told that ${contact} asks them.`)
  const says = 'Sources are not told who asks them: somebody whom we trouble can only shut us out.'
  return warning(says, 'Set CONTACT to a mail address or a web page of yours.')
}

/** Whether every batch of papers that was due is here, and every source answers. */
export async function checkSources(
  db: Db | undefined,
  sources: readonly WatchedSource[],
  now: UnixMs,
): Promise<Finding> {
  if (sources.length === 0) return skipped('No source is switched on (SOURCES=none); papers come from files alone.')
  if (!db) return skipped('The tables cannot be read.')
  const states = await listSourceStates(db)
  const names = sources.map(({ title }) => title).join(', ')
  if (states.size === 0) {
    return warning(`Nothing was fetched yet of ${names}.`, 'Start the server, or run "broadsheet sync".')
  }
  const plannedUntil = (name: WatchedSource['name']): UnixMs | undefined => states.get(name)?.planned_until ?? undefined
  const late = (await Promise.all(sources.map((one) => listLate(db, one, plannedUntil(one.name), now)))).flat()
  const failing = sources.flatMap((source) => describeFailure(source, states.get(source.name), now))
  const unchecked = (await Promise.all(sources.map((one) => describeUnchecked(db, one, now)))).flat()
  const says = [...late, ...unchecked, ...failing.map((told) => told.says)].join('\n')
  if (late.length > 0 || failing.some(({ isLong }) => isLong)) return failure(says, MEND_LATE)
  if (says !== '') return warning(says, failing.length > 0 ? MEND_FAILING : MEND_UNCHECKED)
  return ok(`Everything that was due is here: ${names}.`)
}

/** A sentence for each day whose papers are not here though they were due some time ago. */
async function listLate(
  db: Db,
  source: WatchedSource,
  plannedUntil: UnixMs | undefined,
  now: UnixMs,
): Promise<string[]> {
  const { title, announces } = source
  if (!announces) return []
  const describe = describeBatch(db, [source], () => now)
  const open = toOpenEditionDay(now)
  const told: string[] = []
  for (const day of Array.from({ length: DAYS_BACK }, (_, back) => addDays(open, back + 1 - DAYS_BACK))) {
    const dueAt = announces.dueAt(day)
    if (dueAt === undefined || dueAt + LATE_MS > now) continue
    const lack = toLack(await describe(day), dueAt, plannedUntil)
    if (lack !== undefined) told.push(`${title}'s papers of ${day}, due ${toMinute(dueAt)}: ${lack}.`)
  }
  return told
}

/** What of a day's papers is not here; `undefined` where nothing is, or nobody can tell. */
function toLack(
  batch: BatchDescription | undefined,
  dueAt: UnixMs,
  plannedUntil: UnixMs | undefined,
): string | undefined {
  if (batch?.state === 'late') return 'the announcement was not read'
  if (batch?.state === 'incomplete') return `${batch.missing} of ${batch.announced} are missing`
  // Days before the source was switched on are none of ours.
  const isForgotten = !batch && plannedUntil !== undefined && plannedUntil < dueAt
  return isForgotten ? `nobody has asked for them; no server has run since ${toMinute(plannedUntil)}` : undefined
}

/** A sentence where the newest batch came without its announcement. */
async function describeUnchecked(db: Db, source: WatchedSource, now: UnixMs): Promise<string[]> {
  const batch = await describeNewestBatch(db, source, now)
  // In a new store the first batch is one of before.
  if (batch?.state !== 'unchecked' || !(await hasBatchBefore(db, source.name, batch.day))) return []
  const papers = batch.reckoned === undefined ? 'none was found' : `${batch.reckoned} were found`
  const says = `What ${source.title} announced for ${batch.day} was not read in time`
  return [`${says}; of the papers submitted in time for it, ${papers}.`]
}

/** A source that did not answer when it was asked last. */
function describeFailure(
  { title }: WatchedSource,
  state: SourceStateTable | undefined,
  now: UnixMs,
): { says: string; isLong: boolean }[] {
  if (!state || state.failures === 0) return []
  const begin =
    state.succeeded_at === null
      ? `${title} has never answered`
      : `${title} has not answered since ${toMinute(state.succeeded_at)}`
  const reason = (state.trouble ?? 'for no reason that it gave').replace(/\.$/, '')
  const isLong = state.succeeded_at !== null && now - state.succeeded_at > LONG_MS
  return [{ says: `${begin}: ${reason}.`, isLong }]
}
