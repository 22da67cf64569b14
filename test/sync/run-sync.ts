import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
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

/** What goes wrong: a part of all requests, and a kill each so many requests on average. Nothing where they are 0. */
export type Mishaps = { seed: number; faults: number; requestsAKill: number }

/** What was asked, by upstream and in order, and how often the process was killed. */
export type SyncRun = { arxiv: Asked[]; dailyPapers: Asked[]; kills: number; log: string[] }

/**
 * Has a process ask the upstreams of a scene from its beginning to its end, starting it again whenever it was killed.
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
      createArxiv(scene.world, scene.recordsAPage),
      clock.now,
      drawFaults(mishaps.seed, mishaps.faults),
    ),
    await serveUpstream(createDailyPapers(scene.editions), clock.now, drawFaults(mishaps.seed + 1, mishaps.faults)),
  ]
  const run: SyncRun = { arxiv: arxiv.asked, dailyPapers: dailyPapers.asked, kills: 0, log: [] }
  const kills = planKills(mishaps)
  for (const server of [arxiv, dailyPapers]) {
    server.onAsked = ({ number }) => {
      takeTime(clock, mixNumbers(number, mishaps.seed))
      kills.note()
    }
    server.onSilent = clock.addSilent
  }
  const { categories, until, backfillDays } = scene
  const urls = { arxivUrl: arxiv.url, dailyPapersUrl: dailyPapers.url }
  const options: SyncOptions = { databaseUrl, clockFile, until, categories, backfillDays, ...urls }
  try {
    while (await startOnce(options, kills, run.log)) run.kills++
  } finally {
    await Promise.all([arxiv.close(), dailyPapers.close()])
    clock.close()
    rmSync(folder, { recursive: true })
  }
  return run
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
}

/** Kills fall shortly after a request came, so that any step of it can be hit; each sixth while the process starts. */
function planKills({ seed, requestsAKill }: Mishaps): Kills {
  const random = new SeededRandom()
  random.restart(seed, 31)
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
  }
}

/** Runs the process until it ends, or is to be killed. Returns whether it was. */
async function startOnce(options: SyncOptions, kills: Kills, log: string[]): Promise<boolean> {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'pipe'] })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log.push(...text.split('\n').filter((line) => line !== ''))
    log.splice(0, log.length - LOG_KEPT)
  })
  const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.on('close', (status, signal) => resolve([status, signal])),
  )
  void kills.next().then(() => child.kill('SIGKILL'))
  const [status, signal] = await ended
  if (signal === 'SIGKILL') return true
  if (status !== 0) throw new Error(`The process ended with ${status ?? signal}:\n${log.slice(-20).join('\n')}`)
  return false
}
