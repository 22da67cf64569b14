import type { Pause } from '../domain/ports.ts'

/** The program has five seconds to end. */
const GRACE_MS = 2000

/** A signal of its own; `end` has it follow no longer. */
export type PatientSignal = { signal: AbortSignal; end(): void }

/**
 * A signal that follows another one: at once, or, while a service has our message and owes its answer, two seconds later. An
 * answer that nobody waits for would leave behind a digest of which nobody knows whether it arrived.
 */
export function toPatientSignal(signal: AbortSignal, isOwed: () => boolean, timer: Pause): PatientSignal {
  const [follower, ended] = [new AbortController(), new AbortController()]
  const follow = (): void => {
    if (!isOwed()) return follower.abort(signal.reason)
    // Rejects once nothing is followed any more, which is no failure.
    void timer(GRACE_MS, ended.signal).then(
      () => follower.abort(signal.reason),
      () => undefined,
    )
  }
  signal.addEventListener('abort', follow, { once: true })
  return {
    signal: follower.signal,
    end() {
      signal.removeEventListener('abort', follow)
      ended.abort()
    },
  }
}
