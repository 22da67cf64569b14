import { defineCommand } from 'citty'
import { type Fetching, openFetching } from '../../compose-fetching.ts'
import { loadConfig } from '../../config/config.ts'
import { type Day, toMinute, toUtcDay } from '../../domain/time.ts'
import { systemClock } from '../../platform/clock.ts'
import { abortOnSignal } from '../abort-on-signal.ts'
import type { Help } from '../help.ts'
import { listTroubles } from '../source-lines.ts'
import { createSyncTeller, describeTally, type SyncTally } from '../sync-teller.ts'
import { parseDay, parseSources, toCount } from '../sync-words.ts'

const LATER_STATUS = 75
const STOPPED = 'Stopping. What was read so far is kept; the same command goes on from there, and so does a server.\n'

/**
 * `broadsheet sync [SOURCE…]`: fetches what is due, once. A line for each source on stdout, each task and each failure on
 * stderr. Status 75 where something has to be tried again later.
 */
export const syncCommand = defineCommand({
  meta: { name: 'sync' },
  args: {
    source: {
      type: 'positional',
      required: false,
      valueHint: 'SOURCE …',
      description: 'Sources to ask; without any, all that are switched on',
    },
    since: {
      type: 'string',
      valueHint: 'DATE',
      description: 'Fetch all that came or changed from that day on, whether it was fetched before or not',
    },
  },
  async run({ args: { _: words, since } }) {
    const config = loadConfig()
    const names = parseSources(words, config.sources.names)
    const today = toUtcDay(systemClock())
    const range = since === undefined ? undefined : { from: parseDay('--since', since, today), to: today }
    const { log, tallies } = createSyncTeller((line) => void process.stderr.write(`${line}\n`))
    const stop = abortOnSignal(() => process.stderr.write(STOPPED))
    const fetching = await openFetching(config, { log }, names)
    try {
      return await syncAndTell(fetching, { range, tallies }, stop.signal)
    } finally {
      await fetching.close()
      stop.endIfAsked()
    }
  },
})

type Wish = { range: { from: Day; to: Day } | undefined; tallies: ReadonlyMap<string, SyncTally> }

async function syncAndTell(fetching: Fetching, { range, tallies }: Wish, signal: AbortSignal): Promise<number> {
  await fetching.sync(range, signal)
  let status = 0
  for (const source of await fetching.describeSources()) {
    const { title, name, due, failures, nextAt } = source
    const left = due > 0 ? ` ${toCount(due, 'task')} still to do.` : ''
    const next = due > 0 || nextAt === undefined ? '' : ` It is asked next at ${toMinute(nextAt)}.`
    process.stdout.write(`${title}: ${describeTally(tallies.get(name))}.${left}${next}\n`)
    for (const line of listTroubles(source)) process.stdout.write(`${line}\n`)
    if (due > 0 || failures > 0) status = LATER_STATUS
  }
  return status
}

/** What `broadsheet sync --help` says. */
export const syncHelp: Help = {
  summary: 'fetch new papers and counts from the network, once',
  about: [
    'Asks each source for what has fallen due since it was asked last, one request at a time and with the pauses that its ' +
      'terms ask for, and takes in what it gives. A server does the same by itself; this is for once, and for installations ' +
      'where no server runs all the time. Where one does, they share the work.',
    'In an empty database it fetches the newest papers first and then the days before them (BACKFILL_DAYS).',
    'Who did not answer before is asked at once, since the network may be back; who asked to be left alone is left alone. ' +
      'What fails is told on stderr and tried again by the next sync, or the server. A record that cannot be read is left out, ' +
      'and the others go in. Stopped at any moment, it has kept whole answers, and goes on behind the last the next time.',
  ],
  examples: [
    ['broadsheet sync', 'Fetches what is due of every source that is switched on.'],
    ['broadsheet sync daily_papers', 'Fetches what is due of one.'],
    [
      'broadsheet sync arxiv --since 2026-11-01',
      'Fetches all that came or changed in some weeks again, as when records were lost here.',
    ],
    ['17 */4 * * * broadsheet sync', 'A line for cron, where no server runs.'],
  ],
  statuses: { 0: 'all that was due is here', 75: 'something could not be fetched, and is tried again later' },
  seeAlso: ['broadsheet sources --help', 'broadsheet backfill --help', 'docs/sources.md'],
}
