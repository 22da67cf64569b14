import type { Clock, UnixMs } from '../domain/time.ts'
import { keepLast, type KeptLast } from './keep-last.ts'

/** For how long values are kept, by which clock, and how many: of more, those go that were not asked for lately. */
export type Briefly = { ms: number; clock: Clock; most: number }

/** Keeps values by key, each for so many milliseconds from when it was given. */
export function keepBriefly<T>(limits: Briefly): KeptLast<T> {
  const kept = keepEntries<T>(limits)
  return {
    find: (key) => kept.find(key)?.value,
    keep: (key, value) => kept.keep(key, { value, at: limits.clock(), length: 1 }),
    forget: kept.forget,
  }
}

/** Gives what was read for a key lately, or reads it now. Those who ask meanwhile wait for one read. */
export type ReadBriefly<T> = (key: string, read: () => Promise<T>) => Promise<T>

/**
 * As `keepBriefly`, for what is read: from when the read began. What failed is read again at the next question.
 *
 * @param limits `lengthOf`: for how many of `most` a value counts, once it is there; for one without
 */
export function readBriefly<T>(limits: Briefly & { lengthOf?: (value: T) => number }): ReadBriefly<T> {
  const kept = keepEntries<Promise<T>>(limits)
  const { clock, lengthOf = () => 1 } = limits
  return (key, read) => {
    const known = kept.find(key)
    if (known) return known.value
    const entry = { value: read(), at: clock(), length: 1 }
    kept.keep(key, entry)
    const isKept = (): boolean => kept.find(key) === entry
    entry.value.then(
      (value) => isKept() && kept.keep(key, { ...entry, length: lengthOf(value) }),
      () => isKept() && kept.forget(key),
    )
    return entry.value
  }
}

type Entry<T> = { value: T; at: UnixMs; length: number }

function keepEntries<T>({ ms, clock, most }: Briefly): KeptLast<Entry<T>> {
  const kept = keepLast<Entry<T>>(most, ({ length }) => length)
  return {
    ...kept,
    find(key) {
      const entry = kept.find(key)
      // A clock that was put back must not keep a value for hours.
      return entry && Math.abs(clock() - entry.at) < ms ? entry : undefined
    },
  }
}
