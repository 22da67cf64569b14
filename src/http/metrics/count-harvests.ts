import type { Log } from '../../domain/ports.ts'
import type { MetricFamily } from '../../platform/prometheus-text.ts'

/** Counts what became of each time a source was asked. */
export type HarvestCounter = {
  /** A log that counts what passes through it. */
  listen(log: Log): Log
  list(): MetricFamily[]
}

const ANSWERED = 'answered'

/** Counts from the events by which the thread that asks sources tells what it did: since the start of this process. */
export function createHarvestCounter(): HarvestCounter {
  const counts = new Map<string, { source: string; outcome: string; times: number }>()
  const count = (source: string, outcome: string): void => {
    const key = `${source} ${outcome}`
    const counted = counts.get(key) ?? { source, outcome, times: 0 }
    counts.set(key, counted)
    counted.times++
  }
  return {
    listen: (log) => (event, facts, level) => {
      const { source, kind } = facts
      if (event === 'sync.answered') count(String(source), ANSWERED)
      if (event === 'sync.failed') count(String(source), String(kind))
      log(event, facts, level)
    },
    list: () => {
      const samples = [...counts.values()].map(({ source, outcome, times }) => ({
        labels: { source, outcome },
        value: times,
      }))
      const help = `Times that a source was asked, by what came of it: ${ANSWERED}, busy, silent, broken, refused, stale.`
      return counts.size === 0 ? [] : [{ name: 'broadsheet_source_asked_total', help, type: 'counter', samples }]
    },
  }
}
