import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { toEasternTime } from '../../src/domain/eastern-time.ts'
import type { UnixMs } from '../../src/domain/time.ts'
import { mixNumbers, SeededRandom } from '../../src/services/sample/random.ts'
import { createArxiv } from '../support/upstreams/arxiv.ts'
import { type DailyEditions } from '../support/upstreams/daily-editions.ts'
import { createDailyPapers } from '../support/upstreams/daily-papers.ts'
import { drawFaults } from '../support/upstreams/faults.ts'
import { type Asked, serveUpstream } from '../support/upstreams/serve.ts'
import type { World } from '../support/upstreams/world.ts'
import { createClockFile, openClock, type SimulatedClock } from './simulated-clock.ts'
import type { SyncOptions } from './sync-until.ts'

const PROGRAM = join(import.meta.dirname, 'sync-until.ts')
const LATEST_KILL_MS = 40
const LATEST_EARLY_KILL_MS = 900
const LOG_KEPT = 400

/** What the upstreams have to tell, and from when to when they are asked. */
export type Scene = {
  world: World
  editions: DailyEditions
  categories: string[]
  from: UnixMs
  until: UnixMs
  backfillDays: number
  recordsAPage: number
}

/**
 * What goes wrong: a part of all requests, and a kill each so many requests on average. Nothing where they are 0. With
 * `together` two processes work at once, from one part of the time to another, 0..1.
 */
export type Mishaps = { seed: number; faults: number; requestsAKill: number; together?: [number, number] }

/** What was asked, by upstream and in order, how often a process was killed, and how often each place logged what. */
export type SyncRun = { arxiv: Asked[]; dailyPapers: Asked[]; kills: number; events: Map<string, number>[] }

/**
 * Has a process ask the upstreams of a scene from its beginning to its end, and a second one for a while, starting each
 * again whenever it was killed. All have one data folder and one clock.
 *
 * @throws Error where the process ends otherwise than at the end of the scene
 */
export async function runSync(databaseUrl: string, scene: Scene, mishaps: Mishaps): Promise<SyncRun> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-clock-'))
  const clockFile = join(folder, 'clock')
  createClockFile(clockFile, scene.from)
  const clock = openClock(clockFile)
  const [arxiv, dailyPapers] = [
    await serveUpstream(
      // Of days before the scene the query API alone tells: whom would it contradict?
      createArxiv(scene.world, scene.recordsAPage, toEasternTime(scene.from).day),
      clock.now,
      drawFaults(mishaps.seed, mishaps.faults),
    ),
    await serveUpstream(createDailyPapers(scene.editions), clock.now, drawFaults(mishaps.seed + 1, mishaps.faults)),
  ]
  const run: SyncRun = { arxiv: arxiv.asked, dailyPapers: dailyPapers.asked, kills: 0, events: [] }
  const spans = listSpans(scene, mishaps)
  const processes = spans.map((span, place) => ({ place, span, kills: planKills(mishaps, place) }))
  for (const server of [arxiv, dailyPapers]) {
    server.onAsked = ({ number }) => {
      takeTime(clock, mixNumbers(number, mishaps.seed))
      for (const { kills } of processes) kills.note()
    }
    server.onSilent = clock.addSilent
  }
  const { categories, backfillDays } = scene
  const urls = { arxivUrl: arxiv.url, dailyPapersUrl: dailyPapers.url }
  const shared = { databaseUrl, dataFolder: folder, clockFile, categories, backfillDays, ...urls }
  const log: string[] = []
  const children = new Set<ChildProcess>()
  const areAllAtWork = (): boolean => spans.every(({ from, until }) => clock.now() >= from && clock.now() < until)
  try {
    const running = processes.map(async ({ place, span, kills }) => {
      const options = { ...shared, ...span, place }
      const events = (run.events[place] = new Map<string, number>())
      clock.work(place)
      while (await startOnce({ options, clock, kills, log, events, children, areAllAtWork })) run.kills++
    })
    await Promise.all(running)
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await Promise.all([arxiv.close(), dailyPapers.close()])
    clock.close()
    rmSync(folder, { recursive: true })
  }
  return run
}

type Span = Pick<SyncOptions, 'from' | 'until'>

function listSpans({ from, until }: Scene, { together }: Mishaps): Span[] {
  const toInstant = (part: number): UnixMs => from + Math.floor((until - from) * part)
  return [{ from, until }, ...(together ? [{ from: toInstant(together[0]), until: toInstant(together[1]) }] : [])]
}

/** An answer takes from a fifth of a second to half a minute of simulated time. */
function takeTime(clock: SimulatedClock, chance: number): void {
  clock.reach(clock.now() + 200 + (chance % 10 === 0 ? chance % 30_000 : chance % 2000))
}

type Kills = {
  /** Told of each request. */
  note(): void
  /** Settles when the process that was started now is to be killed. */
  next(): Promise<void>
  /** Whether time stands still until a process that was killed is there again; else others go on meanwhile. */
  holdsTime(): boolean
}

/** Kills fall shortly after a request came, so that any step of it can be hit; each sixth while the process starts. */
function planKills({ seed, requestsAKill }: Mishaps, place: number): Kills {
  const random = new SeededRandom()
  random.restart(seed, 31 + place)
  let left = Infinity
  let due = (): void => undefined
  return {
    note() {
      if (--left === 0) due()
    },
    async next() {
      if (requestsAKill === 0) return new Promise(() => undefined)
      if (random.happens(1 / 6)) return wait(random.below(LATEST_EARLY_KILL_MS))
      left = 1 + random.below(2 * requestsAKill)
      await new Promise<void>((resolve) => (due = resolve))
      await wait(random.ratio() * LATEST_KILL_MS)
    },
    holdsTime: () => random.happens(1 / 2),
  }
}

type Start = {
  options: SyncOptions
  clock: SimulatedClock
  kills: Kills
  log: string[]
  events: Map<string, number>
  /** Those that run. */
  children: Set<ChildProcess>
  areAllAtWork(): boolean
}

/** Runs a process until it ends, or is to be killed. Returns whether it was. */
async function startOnce({ options, clock, kills, children, areAllAtWork, ...told }: Start): Promise<boolean> {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'pipe'] })
  children.add(child)
  createInterface({ input: child.stderr }).on('line', (line) => note(told, line))
  const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.on('close', (status, signal) => resolve([status, signal])),
  )
  void kills.next().then(() => child.kill('SIGKILL'))
  const [status, signal] = await ended
  children.delete(child)
  const isKilled = signal === 'SIGKILL'
  // Time may pass until it is there again where the other does its work meanwhile. Else it stands still from now on: in a
  // moment between the two, one that waits for its own beginning would put the clock forward by days.
  if (isKilled && (!areAllAtWork() || kills.holdsTime())) clock.work(options.place)
  else clock.leave(options.place)
  if (isKilled) return true
  if (status !== 0) throw new Error(`The process ended with ${status ?? signal}:\n${told.log.slice(-20).join('\n')}`)
  return false
}

/** A line is "TIME EVENT FACTS", where the process told it. */
function note({ log, events }: Pick<Start, 'log' | 'events'>, line: string): void {
  const [, event = ''] = line.split(' ')
  events.set(event, (events.get(event) ?? 0) + 1)
  log.push(line)
  log.splice(0, log.length - LOG_KEPT)
}
