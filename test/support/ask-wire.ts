import type { Pace, UpstreamAnswer, UpstreamRequest } from '../../src/domain/ports.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { type AskOptions, createAsk } from '../../src/platform/upstream/create-ask.ts'
import { createManualTimer } from './manual-timer.ts'
import type { WireServer } from './wire-server.ts'

/** The instant of all that is asked here. */
export const NOW = Date.UTC(2026, 10, 20, 12)
/** How it is asked. */
export const AGENT = 'Broadsheet/1.2.3 (+mailto:op@example.org)'

const freePace: Pace = { take: () => Promise.resolve(() => Promise.resolve()) }
const stopped = createManualTimer().pause
const never = new AbortController().signal

/** Asks without gaps and time limits, which some tests bring. */
export function askWith(options: Partial<AskOptions> = {}) {
  const ask = createAsk({ pace: freePace, clock: () => NOW, userAgent: AGENT, timer: stopped, ...options })
  return (wish: Partial<UpstreamRequest> & { url: string }, signal = never): Promise<UpstreamAnswer> =>
    ask({ mostBytes: 1_000_000, ...wish }, signal)
}

/** What went wrong. Anything but an error of an upstream fails the test. */
export async function toTrouble(asked: Promise<UpstreamAnswer>): Promise<Partial<UpstreamError>> {
  const error = await asked.then(
    () => new Error('it answered'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof UpstreamError)) throw error
  const { trouble, message, until } = error
  return { trouble, message, ...(until !== undefined && { until }) }
}

/** As it stands in messages. */
export function hostOf({ url }: WireServer): string {
  return new URL(url).host
}
