import type { SourceName } from '../../domain/paper.ts'
import { pause } from '../../platform/pause.ts'
import { claimSource, findSourceState, releaseSource } from '../../store/source-states.ts'
import { CLAIM_MS, keepClaims } from '../keep-claims.ts'
import type { Hold, RunnerDeps } from './run-task.ts'

/**
 * Takes a source for a runner and keeps it, however long an upstream takes for an answer, until it is ended. A runner that
 * was not heard of for as long as a claim lasts (it slept, with its machine) may have lost it.
 *
 * @returns `undefined` where another runner has it
 */
export async function holdSource(
  { db, clock, log, runner, claimPause = pause }: RunnerDeps,
  source: SourceName,
  signal: AbortSignal,
): Promise<(Hold & { end(): Promise<void> }) | undefined> {
  const claim = async (): Promise<boolean> =>
    (await claimSource(db, source, { runner, now: clock(), until: clock() + CLAIM_MS })) !== undefined
  if (!(await claim())) return undefined
  const [lost, ended] = [new AbortController(), new AbortController()]
  const keeping = keepClaims(claim, claimPause, ended.signal).then(
    () => {
      if (ended.signal.aborted) return
      log('sync.lost', { source }, 'warn')
      lost.abort()
    },
    // A database that does not answer: the run meets it too, and tells it.
    () => lost.abort(),
  )
  return {
    signal: AbortSignal.any([signal, lost.signal]),
    async read() {
      const state = await findSourceState(db, source)
      return state?.holder === runner ? state : undefined
    },
    async end() {
      ended.abort()
      await keeping
      await releaseSource(db, source, runner)
    },
  }
}
