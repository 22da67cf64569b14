import { cutText } from '../../domain/cut-text.ts'
import type { Harvest, PaperSource, Signal } from '../../domain/harvest.ts'
import { MOST_COUNT, type PaperId, type SourceName } from '../../domain/paper.ts'
import type { Fault } from '../../domain/ports.ts'
import { fromUtcDay, MINUTE_MS, type UnixMs } from '../../domain/time.ts'
import { markAnnounced, markReckoned } from '../../store/announced-batches.ts'
import { findAnnouncedDays, writeAnnouncements } from '../../store/announcements.ts'
import type { Db } from '../../store/db.ts'
import type { TaskTable } from '../../store/schema.ts'
import { writeSignals } from '../../store/signals.ts'
import { markSuccess } from '../../store/source-states.ts'
import { advanceTask, insertTasks } from '../../store/tasks.ts'
import { settleTroubles, tellMishap } from '../../store/troubles.ts'
import { writeValidators } from '../../store/validators.ts'
import type { Outcome } from '../place-records.ts'
import { inRecordTransaction, type WriteRecords } from '../write-records.ts'
import { keepReach } from './keep-reach.ts'
import { joinParts, type PaperPart, toPresentIds } from './join-parts.ts'

/** What became of an answer that was kept. */
export type KeptAnswer = Record<Outcome, number> & {
  faults: Fault[]
  /** Signals of papers that the store does not have. */
  strayed: number
  /** Signals that told something new. */
  signals: number
}

const FAULTS_TOLD = 5
/** Most of what spoils a record passes. */
const LEFT_OUT_PAUSE_MS = 10 * MINUTE_MS
/** Letters of a place or a reason that are told: both may quote what an upstream wrote. */
const MOST_TOLD = 300

/** An answer, the task whose it is, as that was read before the upstream was asked, and the source that was asked. */
export type TakenAnswer = { asked: Pick<PaperSource, 'title' | 'planLeftOut'>; task: TaskTable; harvest: Harvest }

/**
 * Keeps one answer in one transaction: its papers, signals and announcement, and how far the task has come.
 *
 * @returns `undefined` where somebody else has taken the answer meanwhile: then nothing was written
 */
export async function keepAnswer(db: Db, answer: TakenAnswer, now: UnixMs): Promise<KeptAnswer | undefined> {
  try {
    return await inRecordTransaction(db, (tx, write) => writeAnswer(tx, { ...answer, write }, now))
  } catch (error) {
    if (error instanceof Overtaken) return undefined
    throw error
  }
}

/** Ends a transaction whose answer another runner has kept. */
class Overtaken extends Error {}

type Writing = TakenAnswer & { write: WriteRecords }

async function writeAnswer(tx: Db, { asked, task, harvest, write }: Writing, now: UnixMs): Promise<KeptAnswer> {
  const source = task.source as SourceName
  const { announced, reckoned, validators } = harvest
  const faults = harvest.items.flatMap((item) => ('fault' in item ? [item.fault] : []))
  const records = harvest.items.flatMap((item) => ('paper' in item ? [item.paper] : []))
  const kept: KeptAnswer = { new: 0, changed: 0, unchanged: 0, faults, strayed: 0, signals: 0 }
  for (const outcome of await write(tx, { records, readAt: now }, (fault) => faults.push(fault))) kept[outcome]++
  if (announced) {
    const count = await writeAnnouncements(tx, source, announced.day, announced.papers)
    // A part of an announcement says nothing of how much there is.
    if (harvest.resume === undefined) await markAnnounced(tx, source, { day: announced.day, announced: count }, now)
  }
  if (reckoned) {
    await markReckoned(tx, source, reckoned, now)
    await settleTroubles(tx, source, { kinds: ['late'], subject: reckoned.day }, now)
  }
  const { signals, strayed } = await toKnown(tx, harvest.signals ?? [])
  kept.strayed = strayed
  kept.signals = await writeSignals(tx, source, signals)
  const mentioned = [...records.map(({ id }) => id), ...(announced?.papers ?? []).map(({ id }) => id)]
  const gone = (harvest.withdrawn ?? []).map((withdrawal) => toWithdrawnPart(source, withdrawal))
  await joinParts(tx, [...signals.map(toCountPart), ...gone, ...(await listDayParts(tx, source, mentioned))])
  await writeValidators(tx, validators ?? new Map(), now)
  await keepReach(tx, { name: source, title: asked.title }, { task, harvest }, now)
  await planLeftOut(tx, { asked, task }, harvest, now)
  await markProgress(tx, task, { harvest, taken: records.length, faults }, now)
  return kept
}

/** Of a record that could not be read, and whose paper is known, that paper is asked for by itself. */
async function planLeftOut(
  tx: Db,
  { asked, task }: Omit<TakenAnswer, 'harvest'>,
  harvest: Harvest,
  now: UnixMs,
): Promise<void> {
  const ids = harvest.items.flatMap((item) => ('fault' in item && item.fault.id !== undefined ? [item.fault.id] : []))
  if (ids.length === 0) return
  const planned = asked.planLeftOut?.(ids, task.key) ?? []
  const [source, dueAt] = [task.source as SourceName, now + LEFT_OUT_PAUSE_MS]
  await insertTasks(
    tx,
    planned.map((each, place) => ({ ...each, source, dueAt, place })),
  )
}

type Told = { harvest: Harvest; taken: number; faults: readonly Fault[] }

async function markProgress(tx: Db, task: TaskTable, { harvest, taken, faults }: Told, now: UnixMs): Promise<void> {
  const { resume, total } = harvest
  const progress = {
    ...{ taken, faults: faults.length },
    ...(resume !== undefined && { resume }),
    ...(total !== undefined && { total }),
  }
  if (!(await advanceTask(tx, task, progress, now))) throw new Overtaken()
  const source = task.source as SourceName
  await markSuccess(tx, source, now)
  await settleTroubles(tx, source, { kinds: ['busy', 'silent'] }, now)
  const kinds = ['broken', 'stale', 'refused', 'internal'] as const
  await settleTroubles(tx, source, { kinds, subject: task.subject }, now)
  if (faults.length > 0) {
    const { subject } = task
    await tellMishap(tx, { source, kind: 'records', subject, message: toMessage(task.key, faults) }, now)
  }
}

function toMessage(key: string, faults: readonly Fault[]): string {
  const named = faults
    .slice(0, FAULTS_TOLD)
    .map(({ position, reason }) => `${cutText(position, MOST_TOLD)}: ${cutText(reason, MOST_TOLD)}`)
  const more = faults.length > FAULTS_TOLD ? `; and ${faults.length - FAULTS_TOLD} more` : ''
  const says = faults.length === 1 ? 'One record was left out' : `${faults.length} records were left out`
  return `${says}, which could not be read, of "${key}": ${named.join('; ')}${more}.`
}

/** The signals of papers that the store has, under their present ids. */
async function toKnown(tx: Db, signals: readonly Signal[]): Promise<{ signals: Signal[]; strayed: number }> {
  if (signals.length === 0) return { signals: [], strayed: 0 }
  const present = await toPresentIds(
    tx,
    signals.map(({ id }) => id),
  )
  const known = signals.flatMap((signal) => {
    const id = present.get(signal.id)
    return id === undefined || !isCount(signal.count) ? [] : [{ ...signal, id }]
  })
  return { signals: known, strayed: signals.length - known.length }
}

function isCount(count: number): boolean {
  return Number.isInteger(count) && count >= 0 && count <= MOST_COUNT
}

function toCountPart({ id, name, at, count }: Signal): PaperPart {
  return { id, fields: {}, origins: {}, counts: { [name]: { timed: { at, count } } } }
}

function toWithdrawnPart(source: SourceName, { id, at }: { id: PaperId; at: UnixMs }): PaperPart {
  return { id, fields: { withdrawnAt: at }, origins: { withdrawnAt: { source, at, weight: 0 } }, counts: {} }
}

/** The days on which a source announced papers as new, whichever came first: the paper or its announcement. */
async function listDayParts(tx: Db, source: SourceName, ids: readonly PaperId[]): Promise<PaperPart[]> {
  const days = await findAnnouncedDays(tx, source, [...new Set(ids)])
  return [...days].map(([id, announcedDay]) => {
    const origin = { source, at: fromUtcDay(announcedDay), weight: 0 }
    return { id, fields: { announcedDay }, origins: { announcedDay: origin }, counts: {} }
  })
}
