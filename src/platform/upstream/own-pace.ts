import type { Pace, Pause } from '../../domain/ports.ts'
import type { Clock, UnixMs } from '../../domain/time.ts'
import { createLines } from './lines.ts'

/**
 * The pace of one process that asks alone, kept in memory. Turns are given in the order of asking.
 *
 * A turn that is not given back never ends: within a process that is a fault of the caller, not a death.
 */
export function createOwnPace({ clock, pause }: { clock: Clock; pause: Pause }): Pace {
  const lines = createLines()
  const ends = new Map<string, UnixMs>()
  const waitMs = (group: string, gapMs: number): number => {
    const now = clock()
    // An end that lies ahead: the clock was set back, and nobody knows how long ago it was.
    const end = Math.min(ends.get(group) ?? -Infinity, now)
    if (ends.has(group)) ends.set(group, end)
    return end + gapMs - now
  }
  return {
    async take(group, gapMs, _mostMs, signal) {
      const leave = await lines.enter(group, signal)
      try {
        for (let ms = waitMs(group, gapMs); ms > 0; ms = waitMs(group, gapMs)) await pause(ms, signal)
      } catch (error) {
        leave()
        throw error
      }
      return () => {
        ends.set(group, clock())
        leave()
        return Promise.resolve()
      }
    },
  }
}
