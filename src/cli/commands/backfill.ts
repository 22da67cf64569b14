import { defineCommand } from 'citty'
import { type Fetching, openFetching } from '../../compose-fetching.ts'
import { loadConfig } from '../../config/config.ts'
import { AppError } from '../../domain/error.ts'
import { toUtcDay } from '../../domain/time.ts'
import { systemClock } from '../../platform/clock.ts'
import type { BackfillProgress, DayRange } from '../../services/sync/plan-backfill.ts'
import { abortOnSignal } from '../abort-on-signal.ts'
import { createBackfillView } from '../backfill-progress.ts'
import type { Help } from '../help.ts'
import { createSyncTeller } from '../sync-teller.ts'
import { parseDay, parseSources, toCount } from '../sync-words.ts'

const REFUSED_STATUS = 2
const STOPPED = 'Stopping. What was read so far is kept; the same command goes on from there, and so does a server.'

/**
 * `broadsheet backfill --from DATE`: fetches the papers of years, for as long as that takes. Progress on stderr, a line for
 * each source on stdout. Status 2 where a source refused some of it.
 */
export const backfillCommand = defineCommand({
  meta: { name: 'backfill' },
  args: {
    source: {
      type: 'positional',
      required: false,
      valueHint: 'SOURCE …',
      description: 'Sources to ask; without any, all that are switched on and can look back',
    },
    from: { type: 'string', required: true, valueHint: 'DATE', description: 'The first day, such as 2020-01-01' },
    to: { type: 'string', valueHint: 'DATE', description: 'The last day (default: today)' },
  },
  async run({ args: { _: words, from, to } }) {
    const config = loadConfig()
    const names = parseSources(words, config.sources.names)
    const range = parseRange(from, to)
    const view = createBackfillView(process.stderr, systemClock)
    const stop = abortOnSignal(() => view.say(STOPPED))
    const fetching = await openFetching(config, { log: createTroubleTeller(view.say) }, names)
    try {
      const ended = await backfill(fetching, range, view, stop.signal)
      return ended.some(({ refused }) => refused > 0) ? REFUSED_STATUS : 0
    } finally {
      view.end()
      await fetching.close()
      stop.endIfAsked()
    }
  },
})

function parseRange(from: string, to: string | undefined): DayRange {
  const today = toUtcDay(systemClock())
  const range = { from: parseDay('--from', from, today), to: to === undefined ? today : parseDay('--to', to, today) }
  if (range.from > range.to) throw new AppError('invalid', `--from ${from} lies after --to ${range.to}`)
  return range
}

/** Tasks that are done are what the bar shows; only what fails is said. */
function createTroubleTeller(say: (line: string) => void) {
  const { log } = createSyncTeller(say)
  return (event: string, facts: Record<string, unknown>): void => {
    if (event === 'sync.failed') log(event, facts)
  }
}

async function backfill(
  fetching: Fetching,
  range: DayRange,
  view: ReturnType<typeof createBackfillView>,
  signal: AbortSignal,
): Promise<BackfillProgress[]> {
  const plans = await fetching.planBackfill(range)
  if (plans.length === 0) throw new AppError('invalid', 'None of these sources can look back over days.')
  let isFirst = true
  const ended = await fetching.backfill(
    plans,
    (progress) => {
      if (isFirst) for (const source of progress) view.say(describeBeginning(source, range))
      isFirst = false
      view.update(progress)
    },
    signal,
  )
  view.end()
  for (const source of ended) process.stdout.write(`${describeEnd(source)}\n`)
  return ended
}

function describeBeginning({ title, tasks, done, next }: BackfillProgress, { from, to }: DayRange): string {
  const about = `${title}, ${from} to ${to}: ${toCount(tasks, 'task')}`
  if (!next) return `${about}, all done before.`
  if (done === 0 && !next.isUnderWay) return `${about}.`
  return `${about}, ${done.toLocaleString('en')} done before. It goes on with ${next.key}.`
}

function describeEnd({ title, tasks, done, refused, taken, faults, next }: BackfillProgress): string {
  const took = `${title}: ${toCount(taken, 'record')} of ${done.toLocaleString('en')} of ${toCount(tasks, 'task')}`
  const left = faults > 0 ? `; ${faults.toLocaleString('en')} left out as unreadable` : ''
  const lacks = refused > 0 ? `; ${toCount(refused, 'task')} refused, as "broadsheet sources" tells` : ''
  return `${took}${left}${lacks}${next ? `; it goes on with ${next.key}` : ''}.`
}

/** What `broadsheet backfill --help` says. */
export const backfillHelp: Help = {
  summary: 'fetch the papers of past days, months or years',
  about: [
    'Asks each source that can look back for all papers of some days, the newest first, for as long as that takes. arXiv ' +
      'allows one request every three seconds and takes its time to answer; a year is some 250 requests. A bar shows how far ' +
      'it is and how long it takes still, at the pace of the answers so far.',
    'It can be stopped at any time. The same command goes on where it stopped, and says with what; so does a server, which ' +
      "may run meanwhile and share the work. What is new goes first: today's papers do not wait for those of years ago.",
    'What fails is told and tried again. It ends when every day was fetched, or was refused by its source.',
  ],
  examples: [
    ['broadsheet backfill --from 2020-01-01', 'Fetches everything since 2020 of every source that is switched on.'],
    ['broadsheet backfill arxiv --from 2025-01-01 --to 2025-12-31', 'Fetches a year of one source.'],
    ['nohup broadsheet backfill --from 2010-01-01 2> backfill.log &', 'Goes on when you leave; a line each minute.'],
  ],
  statuses: { 0: 'all of it is here', 2: 'a source refused some of it; everything else is in' },
  seeAlso: ['broadsheet sync --help', 'broadsheet sources --help', 'docs/sources.md'],
}
