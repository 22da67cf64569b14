import type { Log, Pause } from '../domain/ports.ts'
import type { Clock, UnixMs } from '../domain/time.ts'

/** One kind of work that goes on beside the others. */
export type Lane = {
  name: string
  /** Does what is due. @returns when there is more to do; `undefined` where nothing is in sight */
  run(signal: AbortSignal): Promise<UnixMs | undefined>
  /** Waits for what goes on between its looks; called once, after the signal was aborted. */
  end?(): Promise<void>
}

type RoundDeps = {
  clock: Clock
  pause: Pause
  log: Log
  /** What the log calls work that broke and is tried again. */
  delayEvent: string
}

/** Lanes at work. */
export type Rounds = {
  /** Has lanes look at once; all of them unless some are named. */
  wake(name?: string): void
  /** Settles once every lane has ended, after the signal was aborted. */
  ended: Promise<void>
}

/** Another process may have planned something, or died, meanwhile. */
const LONGEST_SLEEP_MS = 15_000
/** A lane that finds nothing to do is not followed at once by another look, whatever is said to be due. */
const SHORTEST_SLEEP_MS = 250
const RETRY_MS = 10_000

/** Runs lanes side by side, each again and again, until the signal is aborted. What breaks is logged once, and tried again. */
export function startRounds(lanes: readonly Lane[], deps: RoundDeps, signal: AbortSignal): Rounds {
  const sleepers = new Map<string, Sleeper>(lanes.map(({ name }) => [name, createSleeper(deps)]))
  const keepRunning = async ({ name, run, end }: Lane): Promise<void> => {
    const tell = tellOnce(deps, name)
    while (!signal.aborted) {
      let sleepMs = RETRY_MS
      try {
        const nextAt = (await run(signal)) ?? Infinity
        tell(undefined)
        sleepMs = Math.min(LONGEST_SLEEP_MS, Math.max(SHORTEST_SLEEP_MS, nextAt - deps.clock()))
      } catch (error) {
        if (!signal.aborted) tell(error instanceof Error ? error.message : String(error))
      }
      await sleepers.get(name)?.sleep(sleepMs, signal)
    }
    await end?.()
  }
  return {
    wake(name) {
      for (const [known, sleeper] of sleepers) if (name === undefined || name === known) sleeper.wake()
    },
    ended: Promise.all(lanes.map(keepRunning)).then(() => undefined),
  }
}

type Sleeper = { sleep(ms: number, signal: AbortSignal): Promise<void>; wake(): void }

/** Who is woken before it sleeps does not sleep: it may have looked already. */
function createSleeper({ pause }: Pick<RoundDeps, 'pause'>): Sleeper {
  let waking = new AbortController()
  return {
    async sleep(ms, signal) {
      await pause(ms, AbortSignal.any([signal, waking.signal])).catch(() => undefined)
      waking = new AbortController()
    },
    wake: () => waking.abort(),
  }
}

/** One failure is told once, however long it lasts. */
function tellOnce({ log, delayEvent }: RoundDeps, lane: string): (message: string | undefined) => void {
  let told: string | undefined
  return (message) => {
    if (message !== undefined && message !== told) log(delayEvent, { lane, message }, 'warn')
    told = message
  }
}
