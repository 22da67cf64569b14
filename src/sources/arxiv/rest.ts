import { fromUtcDay, MINUTE_MS, toUtcDay, type UnixMs } from '../../domain/time.ts'

/** After midnight in UTC. Of fifteen requests that were measured fifteen failed. */
const REST = { fromMs: 5 * MINUTE_MS, untilMs: 31 * MINUTE_MS }

/**
 * When arXiv may be asked again, at an instant at which it fails for most who ask: right after an announcement, though in
 * New York's summer that is an hour before. `undefined` at any other time.
 */
export function toRestEnd(now: UnixMs): UnixMs | undefined {
  const midnight = fromUtcDay(toUtcDay(now))
  const isAtRest = now >= midnight + REST.fromMs && now < midnight + REST.untilMs
  return isAtRest ? midnight + REST.untilMs : undefined
}
