import type { Log } from '../domain/ports.ts'
import { toMinute, type UnixMs } from '../domain/time.ts'
import { endSentence } from '../platform/sentence.ts'
import { toCount } from './sync-words.ts'

/** What was taken in of one source. */
export type SyncTally = {
  answers: number
  new: number
  changed: number
  unchanged: number
  signals: number
  faults: number
}

/** Tells a person at a terminal what becomes of fetching, and adds up what came of it. */
export type SyncTeller = {
  log: Log
  /** By the name of the source. */
  tallies: ReadonlyMap<string, SyncTally>
}

const WAITING =
  'Another process, such as a server, is fetching what is due; waiting for that. It goes on if you stop this.'

type Facts = Partial<Record<keyof SyncTally | 'source' | 'task' | 'trouble' | 'stoppedUntil' | 'isLast', unknown>>

/**
 * Makes a teller.
 *
 * @param say is given a line for each task that is done and for each try that failed
 */
export function createSyncTeller(say: (line: string) => void): SyncTeller {
  const tallies = new Map<string, SyncTally>()
  const take = (facts: Facts): void => {
    const source = String(facts.source)
    const tally = tallies.get(source) ?? { answers: 0, new: 0, changed: 0, unchanged: 0, signals: 0, faults: 0 }
    tally.answers++
    for (const name of ['new', 'changed', 'unchanged', 'signals', 'faults'] as const)
      tally[name] += toNumber(facts[name])
    tallies.set(source, tally)
    if (facts.isLast === true) say(`${source}: ${String(facts.task)} is read`)
  }
  const log: Log = (event, facts) => {
    if (event === 'sync.answered') take(facts)
    if (event === 'sync.failed') say(toFailure(facts))
    if (event === 'sync.waiting') say(WAITING)
  }
  return { log, tallies }
}

function toFailure({ source, task, trouble, stoppedUntil }: Facts): string {
  const until = typeof stoppedUntil === 'number' ? ` It is left alone until ${toMinute(stoppedUntil as UnixMs)}.` : ''
  return `${String(source)}: ${String(task)} failed: ${endSentence(String(trouble))}${until}`
}

function toNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

/** What was taken in, in a sentence without its end. */
export function describeTally(tally: SyncTally | undefined): string {
  if (!tally) return 'nothing was due'
  const { new: added, changed, unchanged, signals, faults } = tally
  const read = added + changed + unchanged
  const papers = `${toCount(read, 'record')} read: ${added.toLocaleString('en')} new, ${changed.toLocaleString('en')} changed`
  const parts = [
    read > 0 || signals === 0 ? papers : '',
    signals > 0 ? toCount(signals, 'count') : '',
    faults > 0 ? `${faults.toLocaleString('en')} left out as unreadable` : '',
  ]
  return parts.filter((part) => part !== '').join('; ')
}
