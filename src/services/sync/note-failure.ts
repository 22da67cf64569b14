import { AppError, toAppError } from '../../domain/error.ts'
import type { SourceName } from '../../domain/paper.ts'
import type { UnixMs } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { type Db, isRefusal, toStoreError } from '../../store/db.ts'
import type { SourceStateTable, TaskTable } from '../../store/schema.ts'
import { markFailure } from '../../store/source-states.ts'
import { type Setback, setBackTask } from '../../store/tasks.ts'
import { tellTrouble, type TroubleKind } from '../../store/troubles.ts'
import { MOST_TRIES, toBusyEnd, toSilentEnd, toTaskPause } from './growing-pauses.ts'

/** From so many failures on, what was taken for a matter of minutes has lasted for more than an hour. */
const FAILURES_THAT_LAST = 3

/** Why a task brought no answer: its kind, and what to tell people. */
export type Failure = {
  kind: TroubleKind
  message: string
  until?: UnixMs
  /** What to tell besides, where it is so for hours. */
  lasting?: string
  /** The task ends with it, however often it was tried. */
  isFinal?: boolean
  cause?: unknown
}

/** Why an answer could not be had. Faults of ours are told, and tried again like others: the other sources go on. */
export function toHarvestFailure(thrown: unknown): Failure {
  if (thrown instanceof UpstreamError) {
    const { trouble: kind, message, until, lasting } = thrown
    return { kind, message, ...onlyPresent({ until, lasting }) }
  }
  const { code, message, cause } = toAppError(thrown)
  if (code === 'unavailable') return { kind: 'silent', message }
  if (code === 'invalid') return { kind: 'broken', message }
  return { kind: 'internal', message: cause instanceof Error ? `${message}: ${cause.message}` : message, cause: thrown }
}

/** Why an answer could not be kept. @throws AppError `unavailable` where the database failed: nothing can be noted then */
export function toKeepingFailure(thrown: unknown): Failure {
  if (isRefusal(thrown)) {
    return { kind: 'broken', message: `The database refuses the answer: ${(thrown as Error).message}`, cause: thrown }
  }
  const error = toStoreError(thrown)
  if (error instanceof AppError && error.code === 'unavailable') throw error
  return toHarvestFailure(error)
}

/** What is done about a failure: the source rests, the task is tried again or has ended. */
export type Consequence = { stoppedUntil?: UnixMs; setback?: Setback }

/**
 * Notes a failure of a task and what is done about it, in one transaction.
 *
 * @returns `undefined` where another runner has been at the task meanwhile: then nothing is noted
 */
export async function noteFailure(
  db: Db,
  { task, state, failure }: { task: TaskTable; state: SourceStateTable; failure: Failure },
  now: UnixMs,
): Promise<Consequence | undefined> {
  const { stoppedUntil, setback } = toConsequence(task, state.failures, failure, now)
  const says = toSaid(failure, state.failures)
  const source = task.source as SourceName
  const isNoted = await db.transaction().execute(async (tx) => {
    if (setback && !(await setBackTask(tx, task, setback, now))) return false
    const stop = stoppedUntil !== undefined && { stoppedUntil }
    await markFailure(tx, source, { now, kind: failure.kind, trouble: says, ...stop })
    const isOfAll = failure.kind === 'busy' || failure.kind === 'silent'
    const message = setback?.trouble ?? says
    await tellTrouble(tx, { source, kind: failure.kind, subject: isOfAll ? '' : task.subject, message }, now)
    return true
  })
  if (!isNoted) return undefined
  return { ...(stoppedUntil !== undefined && { stoppedUntil }), ...(setback && { setback }) }
}

/** @param failures of the source in a row before this one: the pauses after them are 10, 20 and 40 minutes */
function toSaid({ message, lasting }: Failure, failures: number): string {
  return lasting !== undefined && failures >= FAILURES_THAT_LAST ? `${message} ${lasting}` : message
}

function toConsequence(task: TaskTable, failures: number, failure: Failure, now: UnixMs): Consequence {
  const { kind, message: trouble, until } = failure
  if (failure.isFinal) return { setback: { trouble } }
  if (kind === 'busy') return { stoppedUntil: toBusyEnd(now, failures, until) }
  const tries = task.attempts + 1
  // What it will not go on with, it may begin anew: a resume token has its time.
  if (kind === 'refused' && task.resume !== null && task.restarts === 0) {
    return { setback: { trouble, retryAt: now + toTaskPause(tries), restart: true } }
  }
  if (kind === 'refused') return { setback: { trouble } }
  if (tries >= MOST_TRIES) return { setback: { trouble: `${trouble} It was given up after ${tries} tries.` } }
  const stoppedUntil = kind === 'silent' ? toSilentEnd(now, failures) : undefined
  return {
    setback: { trouble, retryAt: now + toTaskPause(tries) },
    ...(stoppedUntil !== undefined && { stoppedUntil }),
  }
}
