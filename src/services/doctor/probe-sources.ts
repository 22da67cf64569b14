import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import type { Harvest, HarvestContext, PaperSource, PlannedTask, Subject } from '../../domain/harvest.ts'
import type { PaperId, SourceName } from '../../domain/paper.ts'
import { addDays, type Clock, toMinute, type UnixMs } from '../../domain/time.ts'
import { RestError, UpstreamError } from '../../domain/upstream-error.ts'
import { type Check, type Finding, failure, ok, skipped, toReason, warning } from './check.ts'

/** A paper that every upstream that knows arXiv's papers has, with code that stays. */
const KNOWN: Subject = {
  id: '1706.03762' as PaperId,
  doi: '10.48550/arxiv.1706.03762',
  githubRepo: 'https://github.com/tensorflow/tensor2tensor',
}
const LONGEST_PAUSE_DAYS = 10 // over which arXiv announces nothing, at the turn of the year

/** What it takes to try sources. */
export type Probing = {
  clock: Clock
  /** Until when a source asked to be left alone, when somebody asked it last. */
  findStop(source: SourceName): Promise<UnixMs | undefined>
  /** Ends what is under way. */
  signal: AbortSignal
}

/**
 * Checks that ask every interface of some sources once, over the network, and read what it answers. Nothing is kept. Who
 * asked to be left alone, now or before, is not asked, nor is anybody at a time at which they are known to fail.
 */
export function listProbes(sources: readonly PaperSource[], probing: Probing): Check[] {
  return sources.flatMap((source) => {
    const look = createProbe(source, probing)
    return planProbes(source, probing.clock()).map(({ key }) => ({ name: source.name, look: () => look(key) }))
  })
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

function createProbe(source: PaperSource, { clock, findStop, signal }: Probing): (key: string) => Promise<Finding> {
  let isBusy = false
  return async (key) => {
    const begin = clock()
    const rest = describeRest(begin, { isBusy, stop: await findStop(source.name), rest: source.restsUntil?.(begin) })
    if (rest !== undefined) return skipped(`${source.title}, ${key}: not asked, ${rest}.`)
    try {
      const harvest = await source.harvest(key, undefined, toContext(signal))
      return describe(source, key, harvest, clock() - begin)
    } catch (error) {
      isBusy = error instanceof UpstreamError && error.trouble === 'busy' && !(error instanceof RestError)
      return explain(source, key, error)
    }
  }
}

type Rest = { isBusy: boolean; stop: UnixMs | undefined; rest: UnixMs | undefined }

/** Why a source is not to be asked; `undefined` where it may be. */
function describeRest(now: UnixMs, { isBusy, stop = now, rest = now }: Rest): string | undefined {
  if (isBusy) return 'since it has just asked to be left alone'
  if (stop > now) return `since it asked to be left alone until ${toMinute(stop)}`
  return rest > now ? `since it is left alone until ${toMinute(rest)}: it is known to fail at this time` : undefined
}

function toContext(signal: AbortSignal): HarvestContext {
  return {
    signal,
    listSubjects: ({ after }) => Promise.resolve(after === undefined ? [KNOWN] : []),
    findValidator: () => Promise.resolve(undefined),
    findKnownDays: () => Promise.resolve(new Map()),
    listNew: () => Promise.resolve([]),
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
  if (error instanceof RestError) return skipped(says)
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
