import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import type { Harvest, HarvestContext, PaperSource, PlannedTask, Subject } from '../../domain/harvest.ts'
import type { PaperId } from '../../domain/paper.ts'
import { addDays, type Clock, type UnixMs } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { type Check, type Finding, failure, ok, toReason, warning } from './check.ts'

/** A paper that every upstream that knows arXiv's papers has, with code that stays. */
const KNOWN: Subject = {
  id: '1706.03762' as PaperId,
  doi: '10.48550/arxiv.1706.03762',
  githubRepo: 'https://github.com/tensorflow/tensor2tensor',
}
const LONGEST_PAUSE_DAYS = 10 // over which arXiv announces nothing, at the turn of the year

/**
 * Checks that ask every interface of some sources once, over the network, and read what it answers. Nothing is kept.
 *
 * @param signal ends what is under way
 */
export function listProbes(sources: readonly PaperSource[], clock: Clock, signal: AbortSignal): Check[] {
  return sources.flatMap((source) =>
    planProbes(source, clock()).map(({ key }) => ({
      name: source.name,
      look: () => probe(source, key, clock, signal),
    })),
  )
}

/**
 * One task for each way of asking: what is new, what was announced, single papers by either interface, and what slots
 * ask for beyond that. The first word of a task's key names the way.
 */
function planProbes(source: PaperSource, now: UnixMs): PlannedTask[] {
  const { announces } = source
  const day = announces && findAnnouncedDay(announces, now)
  const planned = [
    source.planStart?.(now)[0],
    day === undefined ? undefined : announces?.planDay(day),
    announces?.planPapers([KNOWN.id], 0)[0],
    announces?.planPapers([KNOWN.id], 1)[0],
  ].filter((task) => task !== undefined)
  const ways = new Set(planned.map(toWay))
  const further = source.slots.flatMap((slot) => slot.plan(now)).filter((task) => !ways.has(toWay(task)))
  const others = new Map(further.reverse().map((task) => [toWay(task), task])) // of each way the first
  return [...new Map([...planned, ...others.values()].map((task) => [task.key, task])).values()]
}

function toWay({ key }: PlannedTask): string {
  return key.split(' ')[0] ?? key
}

function findAnnouncedDay(announces: NonNullable<PaperSource['announces']>, now: UnixMs) {
  const open = toOpenEditionDay(now)
  const days = Array.from({ length: LONGEST_PAUSE_DAYS }, (_, back) => addDays(open, -back))
  return days.find((day) => (announces.dueAt(day) ?? Infinity) <= now)
}

async function probe(source: PaperSource, key: string, clock: Clock, signal: AbortSignal): Promise<Finding> {
  const begin = clock()
  try {
    const harvest = await source.harvest(key, undefined, toContext(signal))
    return describe(source, key, harvest, clock() - begin)
  } catch (error) {
    return explain(source, key, error)
  }
}

function toContext(signal: AbortSignal): HarvestContext {
  return {
    signal,
    listSubjects: ({ after }) => Promise.resolve(after === undefined ? [KNOWN] : []),
    findValidator: () => Promise.resolve(undefined),
  }
}

function describe({ title }: PaperSource, key: string, harvest: Harvest, ms: number): Finding {
  const { items, announced, signals = [] } = harvest
  const faults = items.flatMap((item) => ('fault' in item ? [item.fault] : []))
  const gave = [
    toCount(items.length - faults.length, 'paper'),
    announced === undefined ? '' : `${toCount(announced.papers.length, 'paper')} announced for ${announced.day}`,
    toCount(signals.length, 'count'),
  ].filter((text) => text !== '')
  const says = `${title}, ${key}: ${gave.join(', ') || 'nothing'} in ${(ms / 1000).toFixed(1)} s.`
  const [first] = faults
  if (!first) return ok(says)
  const left = `${says} ${faults.length} could not be read, such as ${first.position}: ${first.reason}.`
  return warning(left, 'Nothing at once: the others go in. If it lasts, report it with this line.')
}

function toCount(count: number, what: string): string {
  return count === 0 ? '' : `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}

function explain({ title, addresses }: PaperSource, key: string, error: unknown): Finding {
  const says = `${title}, ${key}: ${toReason(error)}`
  if (!(error instanceof UpstreamError)) return failure(says, 'Report it with this line: it is a fault of the program.')
  switch (error.trouble) {
    case 'busy':
      return warning(says, 'Wait: it wants to be left alone for a while. The server waits by itself.')
    case 'silent':
      return failure(says, `See that this machine reaches ${addresses.join(', ')}: network, firewall, proxy.`)
    case 'broken':
    case 'stale':
      return failure(says, 'Try again in an hour. If it lasts, report it with this line: its answers have changed.')
    case 'refused':
      return failure(says, 'See the settings of this source in docs/sources.md.')
  }
}
