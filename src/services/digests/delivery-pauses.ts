import type { UnixMs } from '../../domain/time.ts'
import { toFraction } from '../../platform/hashing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Those who greylist ask for five minutes or a few more; who is down for longer is down for hours. */
const PAUSES = [5, 10, 20, 40, 60, 120].map((minutes) => minutes * MINUTE)
const LONGEST_MS = 4 * HOUR
/** Mail servers give up after some days; what a digest holds is old after two. */
const PATIENCE_MS = 48 * HOUR
/** So that a thousand messages that were put off together do not come back together. */
const SPREAD_RATIO = 0.2

/** How long after the hour it was due a digest is still sent that nobody has tried to send, by the span of its rhythm. */
export const LATENESS_MS = { day: 12 * HOUR, week: 48 * HOUR } as const

type Tries = {
  /** By which pauses differ from message to message. */
  id: string
  /** Tries so far, this one included: from 1. */
  attempts: number
  firstAt: UnixMs
  now: UnixMs
  /** Not before this, where the other side said so, and where that is within the two days. */
  until: UnixMs | undefined
}

/** When a message is tried again that was put off, at the end of two days at the latest; `undefined` once they have passed since the first try. */
export function toNextTry({ id, attempts, firstAt, now, until = 0 }: Tries): UnixMs | undefined {
  const pause = PAUSES[attempts - 1] ?? LONGEST_MS
  const nextAt = Math.max(until, now + Math.round(pause * (1 + SPREAD_RATIO * toFraction(`${id} ${attempts}`))))
  const lastAt = firstAt + PATIENCE_MS
  if (nextAt <= lastAt) return nextAt
  // Once more at the end of the two days, if that is still to come, though the other side asked for longer.
  return now < lastAt ? lastAt : undefined
}

const REST_PAUSES = [0.25, 0.5, 1, 2, 5].map((minutes) => minutes * MINUTE)

/** How long a channel is left alone that could not be reached some times in a row. @param failures from 1 */
export function toChannelRest(failures: number): number {
  return REST_PAUSES[failures - 1] ?? REST_PAUSES.at(-1)!
}
