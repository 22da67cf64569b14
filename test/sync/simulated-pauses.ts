import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { Pause } from '../../src/domain/ports.ts'
import type { UnixMs } from '../../src/domain/time.ts'
import type { SimulatedClock } from './simulated-clock.ts'

type Sleeper = { wakeAt: UnixMs; wake: () => void; guards: boolean }

/** How soon it is seen that an answer fell silent; what of it is under way has come by then. */
const LOOK_MS = 20
/** An answer that has not ended after so long of real time never will, though nobody said so. */
const STALL_MS = 30_000
/** How soon it is seen that another process waits too. */
const OTHERS_LOOK_MS = 1
/** So many turns of the loop without a change: whatever could go on has gone on. */
const QUIET_TURNS = 12

/** Pauses of simulated time: nobody waits in earnest. */
export type SimulatedPauses = {
  pause: Pause
  /** Measures the limits of requests: while one of them runs, an answer is on its way, and no other pause ends. */
  timer: Pause
  /** Holds time up until something has ended that takes real time, such as a query to a database elsewhere. */
  during<T>(asked: Promise<T>): Promise<T>
}

/**
 * Pauses that put a clock forward: as soon as everything in the process waits, and in the others that share the clock, to
 * the end of the pause that ends first.
 * While a request is under way time stands still, however slow the machine is, unless the clock's file says that an answer
 * fell silent: then the limits of the request are reached.
 *
 * @param place of this process at the clock
 */
export function simulatePauses(clock: SimulatedClock, place = 0): SimulatedPauses {
  const sleepers = new Set<Sleeper>()
  let changes = 0
  let elsewhere = 0
  let onChange = (): void => undefined
  let isRunning = false

  return {
    pause: (ms, signal) => sleep(ms, signal, false),
    timer: (ms, signal) => sleep(ms, signal, true),
    async during(asked) {
      elsewhere++
      note()
      try {
        return await asked
      } finally {
        elsewhere--
        note()
      }
    },
  }

  function sleep(ms: number, signal: AbortSignal | undefined, guards: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error)
      const leave = (): void => {
        sleepers.delete(sleeper)
        signal?.removeEventListener('abort', abort)
        note()
      }
      const abort = (): void => {
        leave()
        reject(signal?.reason as Error)
      }
      const wake = (): void => {
        leave()
        resolve()
      }
      const sleeper = { wakeAt: clock.now() + ms, wake, guards }
      signal?.addEventListener('abort', abort)
      sleepers.add(sleeper)
      note()
      void run()
    })
  }

  function note(): void {
    changes++
    onChange()
  }

  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    while (sleepers.size > 0) {
      await becomeStill()
      const [first] = [...sleepers].sort((a, b) => a.wakeAt - b.wakeAt)
      if (first === undefined) break
      if (!(await becomeFirst(first.wakeAt))) continue
      clock.reach(first.wakeAt)
      first.wake()
    }
    isRunning = false
  }

  /** Waits for the other processes. Gives false where this one has something else to do meanwhile. */
  async function becomeFirst(instant: UnixMs): Promise<boolean> {
    const seen = changes
    clock.wait(place, instant)
    // Somebody may have put it forward by then, as whoever answers does.
    while (changes === seen && !clock.isFirst(place) && clock.now() < instant) await wait(OTHERS_LOOK_MS)
    clock.work(place)
    return changes === seen
  }

  /** Waits until nothing in the process goes on but what waits for the time, or for an answer that does not come. */
  async function becomeStill(): Promise<void> {
    for (;;) {
      const seen = changes
      if (elsewhere > 0) await new Promise<void>((resolve) => (onChange = resolve))
      else if ([...sleepers].some(({ guards }) => guards)) await changeOrStall()
      else for (let turns = 0; turns < QUIET_TURNS && changes === seen; turns++) await turn()
      if (changes === seen) return
    }
  }

  async function changeOrStall(): Promise<void> {
    const stop = new AbortController()
    const changed = new Promise<void>((resolve) => (onChange = resolve))
    await Promise.race([changed, untilSilent(stop.signal)])
    stop.abort()
    onChange = () => undefined
  }

  async function untilSilent(stop: AbortSignal): Promise<void> {
    for (let waited = 0; waited < STALL_MS && !stop.aborted; waited += LOOK_MS) {
      const wasSilent = clock.countSilent() > 0
      await wait(LOOK_MS)
      if (wasSilent && clock.countSilent() > 0) return
    }
  }
}
