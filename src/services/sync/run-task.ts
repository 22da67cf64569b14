import type { Harvest, HarvestContext, PaperSource } from '../../domain/harvest.ts'
import type { SourceName } from '../../domain/paper.ts'
import type { Log, Pause } from '../../domain/ports.ts'
import type { Clock } from '../../domain/time.ts'
import { RestError, UpstreamError } from '../../domain/upstream-error.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { findKnownDays, listNew } from '../../store/announcements.ts'
import { type Db, toStoreError } from '../../store/db.ts'
import type { SourceStateTable, TaskTable } from '../../store/schema.ts'
import { listSubjects } from '../../store/subjects.ts'
import { findReach } from '../../store/reaches.ts'
import { findValidator } from '../../store/validators.ts'
import { keepAnswer, type KeptAnswer } from './keep-answer.ts'
import { type Failure, noteFailure, toHarvestFailure, toKeepingFailure } from './note-failure.ts'

/** An answer that was kept, for whoever shows progress. */
export type AnswerTold = {
  source: SourceName
  key: string
  /** Records of the task that were taken in, this answer's included, and how many there are, where that was told. */
  taken: number
  total?: number
  faults: number
  isLast: boolean
}

/** What it takes to run the tasks of a source. */
export type RunnerDeps = {
  db: Db
  clock: Clock
  log: Log
  /** Who runs them: a name that no other runner bears. */
  runner: string
  /** By what a source is kept while its answer is waited for. The machine's own where absent. */
  claimPause?: Pause
  /** Called after each answer that was kept. */
  onAnswer?: (told: AnswerTold) => void
  /** After which it stops though more is due, so that new tasks can be planned in between. By default five minutes. */
  mostMs?: number
}

/** A task with more answers has no end, unless its source says otherwise: all of arXiv by OAI-PMH is some 3,000. */
const MOST_ANSWERS = 20_000

/** A task as it was read, and how it stood with its source then. */
export type Work = { task: TaskTable; state: SourceStateTable }

/** A source that is one runner's. */
export type Hold = {
  /** Aborted when the run is, and as soon as another runner has the source. */
  signal: AbortSignal
  /** How it stands with the source; `undefined` once another runner has it. */
  read(): Promise<SourceStateTable | undefined>
}

/** Fetches and keeps one answer of a task; `undefined` where nothing came of it, and nothing went wrong. */
export async function runTask(
  deps: RunnerDeps,
  source: PaperSource,
  work: Work,
  hold: Hold,
): Promise<'ran' | 'failed' | undefined> {
  const { db, clock, log } = deps
  const { task } = work
  if (task.answers >= (source.mostAnswers ?? MOST_ANSWERS)) return failTask(deps, work, toEndless(source, task))
  let harvest: Harvest
  try {
    harvest = await harvestNext(deps, source, task, hold.signal)
  } catch (thrown) {
    if (hold.signal.aborted || thrown instanceof RestError) return undefined
    return failTask(deps, work, toHarvestFailure(thrown))
  }
  try {
    const kept = (await hold.read()) && (await keepAnswer(db, { asked: source, task, harvest }, clock()))
    if (kept) tell(deps, task, harvest, kept)
    else log('sync.overtaken', { source: source.name, task: task.key })
    return kept && 'ran'
  } catch (thrown) {
    return failTask(deps, work, toKeepingFailure(thrown))
  }
}

function toEndless({ title }: PaperSource, { key, answers }: TaskTable): Failure {
  const says = `${title} goes on and on: "${key}" had no end after ${answers.toLocaleString('en')} answers. It was ended there; what they held is kept.`
  return { kind: 'broken', message: says, isFinal: true }
}

async function failTask({ db, clock, log }: RunnerDeps, work: Work, failure: Failure): Promise<'failed' | undefined> {
  const { cause, kind, message: trouble } = failure
  const facts = { source: work.task.source, task: work.task.key, kind, trouble }
  const consequence = await noteFailure(db, { ...work, failure }, clock())
  if (!consequence) {
    log('sync.overtaken', facts)
    return undefined
  }
  const { stoppedUntil, setback } = consequence
  const next = { stoppedUntil, retryAt: setback?.retryAt, isOver: setback && setback.retryAt === undefined, cause }
  log('sync.failed', { ...facts, ...onlyPresent(next) }, kind === 'internal' ? 'error' : 'warn')
  return 'failed'
}

async function harvestNext(
  { db, clock }: RunnerDeps,
  source: PaperSource,
  task: TaskTable,
  signal: AbortSignal,
): Promise<Harvest> {
  const resume = task.resume ?? undefined
  const harvest = await source.harvest(task.key, resume, toContext({ db, clock }, source.name, signal))
  if (harvest.resume !== undefined && harvest.resume === resume) {
    throw new UpstreamError('refused', `${source.title} does not go on: its answer ends where it began.`)
  }
  return harvest
}

function toContext(
  { db, clock }: Pick<RunnerDeps, 'db' | 'clock'>,
  source: PaperSource['name'],
  signal: AbortSignal,
): HarvestContext {
  const ask = async <T>(question: Promise<T>): Promise<T> => {
    try {
      return await question
    } catch (error) {
      throw toStoreError(error)
    }
  }
  return {
    signal,
    listSubjects: (wish) => ask(listSubjects(db, wish, clock())),
    findValidator: (url) => ask(findValidator(db, url)),
    findReach: (subject) => ask(findReach(db, source, subject)),
    findKnownDays: (ids) => ask(findKnownDays(db, source, ids)),
    listNew: (day) => ask(listNew(db, day)),
  }
}

function tell({ log, onAnswer }: RunnerDeps, task: TaskTable, harvest: Harvest, kept: KeptAnswer): void {
  const { faults, ...counts } = kept
  const total = harvest.total ?? task.total ?? undefined
  const isLast = harvest.resume === undefined
  log('sync.answered', { source: task.source, task: task.key, ...counts, faults: faults.length, isLast })
  onAnswer?.({
    source: task.source as PaperSource['name'],
    key: task.key,
    taken: task.taken + harvest.items.length - faults.length,
    faults: task.faults + faults.length,
    ...(total !== undefined && { total }),
    isLast,
  })
}
