import type { Clock, UnixMs } from '../domain/time.ts'

/**
 * Reads at most once in so many milliseconds, whoever asks; those who ask meanwhile are told what was read last. What
 * failed is read again at the next question.
 */
export function keepFor<T>(ms: number, clock: Clock, read: () => Promise<T>): () => Promise<T> {
  let kept: { at: UnixMs; value: Promise<T> } | undefined
  return () => {
    const now = clock()
    // A clock that was put back must not keep a value for hours.
    if (kept && Math.abs(now - kept.at) < ms) return kept.value
    const entry = { at: now, value: read() }
    entry.value.catch(() => {
      if (kept === entry) kept = undefined
    })
    kept = entry
    return entry.value
  }
}
