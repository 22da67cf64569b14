import type { Clock } from '../domain/time.ts'
import { readBriefly } from './keep-briefly.ts'

/**
 * Reads at most once in so many milliseconds, whoever asks; those who ask meanwhile are told what was read last. What
 * failed is read again at the next question.
 */
export function keepFor<T>(ms: number, clock: Clock, read: () => Promise<T>): () => Promise<T> {
  const readOnce = readBriefly<T>({ ms, clock, most: 1 })
  return () => readOnce('', read)
}
