import type { Log } from '../domain/ports.ts'
import { pause as realPause } from '../platform/pause.ts'
import type { TellHub } from '../services/feeds/tell-hub.ts'

/** What tells the hub, at work. `stop` waits for what is under way, which it ends. */
export type HubKeeper = { stop(): Promise<void> }

/** Changes of a minute are told together: a sync writes for minutes, and the hub would fetch each feed as often. */
const ROUND_MS = 60_000

/** Tells the hub once a minute of what changed, until stopped. Whatever goes wrong is logged, and tried again. */
export function keepTellingHub(tellHub: TellHub, log: Log, pause = realPause): HubKeeper {
  const asked = new AbortController()
  const { signal } = asked
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await pause(ROUND_MS, signal)
        await tellHub(signal)
      } catch (error) {
        if (signal.aborted) return
        log('hub.failed', { message: error instanceof Error ? error.message : String(error) }, 'warn')
      }
    }
  }
  const running = run()
  return {
    async stop() {
      asked.abort()
      await running
    },
  }
}
