import type { Pause } from '../domain/ports.ts'
import type { Clock, UnixMs } from '../domain/time.ts'

/** Settles when the next may begin, in the order of asking. @throws the signal's reason where it is aborted */
export type EvenPace = (signal: AbortSignal) => Promise<void>

/** Who asks again after so long finds no queue, unless the clock was changed. */
const STEP_MS = 60_000

/** Spreads what is begun over each second evenly. @param perSecond at most so many; 0 for no limit */
export function createEvenPace(perSecond: number, { clock, pause }: { clock: Clock; pause: Pause }): EvenPace {
  let [next, last]: [UnixMs, UnixMs] = [0, 0]
  return async (signal) => {
    signal.throwIfAborted()
    if (perSecond === 0) return
    const [now, gapMs] = [clock(), 1000 / perSecond]
    // A clock that was put back must hold nothing up: those that wait have their places between then and now.
    if (Math.abs(now - last) > STEP_MS) next = now
    last = now
    const at = Math.max(now, next)
    next = at + gapMs
    if (at > now) await pause(at - now, signal)
  }
}
