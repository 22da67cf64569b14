import type { Pause } from '../../src/domain/ports.ts'

/** A timer whose waits end when the test says so, and never by themselves. */
export type ManualTimer = {
  pause: Pause
  /** Ends the waits of so many milliseconds that are under way. @returns how many there were */
  ring(ms: number): number
  /** What is waited for. */
  waiting(): number[]
}

/** A timer at which nobody waits yet. */
export function createManualTimer(): ManualTimer {
  const waits = new Set<{ ms: number; end: () => void }>()
  return {
    pause: (ms, signal) =>
      new Promise((resolve, reject) => {
        const wait = { ms, end: resolve }
        waits.add(wait)
        signal?.addEventListener('abort', () => {
          waits.delete(wait)
          reject(signal.reason as Error)
        })
      }),
    ring(ms) {
      const ringing = [...waits].filter((wait) => wait.ms === ms)
      for (const wait of ringing) {
        waits.delete(wait)
        wait.end()
      }
      return ringing.length
    },
    waiting: () => [...waits].map(({ ms }) => ms).sort((one, other) => one - other),
  }
}
