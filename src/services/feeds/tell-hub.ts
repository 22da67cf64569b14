import type { AskUpstream, Log } from '../../domain/ports.ts'
import { type Clock, HOUR_MS, MINUTE_MS, type UnixMs } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { toGrowingPause } from '../../platform/growing-pause.ts'

/** A feed that a hub is told of: its path, and what makes it anew and tells its tag. */
export type HubTopic = { path: string; remake: () => Promise<string> }

/** What it takes to tell a hub. */
export type HubDeps = {
  hub: string
  /** The public address, without a closing slash. */
  baseUrl: string
  listTopics: () => readonly HubTopic[]
  /** A text that changes whenever a feed may have changed. */
  findVersion: () => Promise<string>
  ask: AskUpstream
  clock: Clock
  log: Log
}

/** Tells the hub of what changed since the last time, and of what could not be told then. */
export type TellHub = (signal: AbortSignal) => Promise<void>

const TIMEOUT_MS = 20_000
const MOST_ANSWER_BYTES = 64 * 1024
const PAUSES = { firstMs: MINUTE_MS, longestMs: HOUR_MS }

/**
 * Makes what tells a hub that feeds changed. A feed that it sees for the first time is told of too: nobody knows what the
 * hub has of it. Where the hub does not answer it is left alone for a time that grows to an hour, and nothing is forgotten;
 * a feed that it refuses is told of again when it changes.
 *
 * Source: https://www.w3.org/TR/websub/#publishing, and for what it leaves open (`hub.mode=publish`, `hub.url`)
 * https://pubsubhubbub.github.io/PubSubHubbub/pubsubhubbub-core-0.4.html#publishing
 */
export function createHubTeller(deps: HubDeps): TellHub {
  const { listTopics, findVersion, clock, log } = deps
  const known = new Map<string, string>()
  const waiting = new Set<string>()
  let seen: string | undefined
  let failures = 0
  let restsUntil: UnixMs = 0

  const look = async (signal: AbortSignal): Promise<void> => {
    const version = await findVersion() // before the feeds are made: what comes meanwhile is seen the next time
    const topics = listTopics()
    for (const { path, remake } of topics) {
      if (signal.aborted) return
      if (version === seen && known.has(path)) continue
      const tag = await remake().catch(() => undefined) // an author whose last paper went: nothing to tell of
      if (tag === undefined || tag === known.get(path)) continue
      known.set(path, tag)
      waiting.add(path)
    }
    const paths = new Set(topics.map(({ path }) => path))
    for (const path of known.keys()) if (!paths.has(path)) known.delete(path)
    seen = version
  }

  const tellAll = async (signal: AbortSignal): Promise<void> => {
    let told = 0
    for (const path of waiting) {
      try {
        await tell(deps, path, signal)
        told++
      } catch (error) {
        signal.throwIfAborted()
        if (!(error instanceof UpstreamError)) throw error
        const isRefused = error.trouble === 'refused'
        log(isRefused ? 'hub.refused' : 'hub.failed', { message: error.message, path }, 'warn')
        if (!isRefused) {
          restsUntil = Math.max(clock() + toGrowingPause(PAUSES, failures++), error.until ?? 0)
          return
        }
      }
      waiting.delete(path)
    }
    failures = 0
    if (told > 0) log('hub.told', { feeds: told })
  }

  return async (signal) => {
    await look(signal)
    if (waiting.size > 0 && clock() >= restsUntil) await tellAll(signal)
  }
}

async function tell({ hub, baseUrl, ask }: HubDeps, path: string, signal: AbortSignal): Promise<void> {
  const form = { 'hub.mode': 'publish', 'hub.url': `${baseUrl}${path}` }
  await ask({ url: hub, form, mostBytes: MOST_ANSWER_BYTES, timeoutMs: TIMEOUT_MS }, signal)
}
