import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { exportPapers } from '../../src/services/export-papers.ts'
import type { Db } from '../../src/store/db.ts'
import { openDatabase } from '../../src/store/db.ts'

const RECORDS = 3000
/** An import commits a thousand records at a time. */
const COMMITS = RECORDS / 1000

/** Writes a file of made-up arXiv rows; each fifth comes twice, the second time changed. Returns the ids in order. */
export function writeRows(path: string): string[] {
  const rows = Array.from({ length: RECORDS }, (_, index) => {
    const again = index % 5 === 4 ? index - 4 : index
    return {
      id: `2604.${String(10_000 + again)}`,
      title: `Made-up paper number ${again} about the survival of committed rows`,
      abstract: index === again ? 'First words.' : `Second words of ${index}.`,
      authors: ['A. Nonymous'],
      categories: ['cs.DB'],
      date: index === again ? '2026-04-01' : '2026-04-02',
    }
  })
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return rows.map(({ id }) => id)
}

/** What a run of kills showed. `midway` counts those that came after a first commit and before the last. */
export type KillReport = { kills: number; midway: number; completed: number; lost: string[]; differing: number }

type Imports = {
  /** The path of import-and-tell, as it is or bundled. */
  program: string
  file: string
  ids: string[]
  kills: number
  random: () => number
  freshUrl: () => Promise<string>
  /** How long an undisturbed one takes from opening its database to its end. */
  wholeMs: number
}

/**
 * Imports a file again and again, killing the importing process at random moments, until it was killed `kills` times.
 * After each kill every acknowledged record must be there; each time a run gets to the end, the store must equal
 * `expected`, and the next run begins with an empty database.
 */
export async function killImports(
  { program, file, ids, kills, random, freshUrl, wholeMs }: Imports,
  expected: readonly string[],
): Promise<KillReport> {
  const report: KillReport = { kills: 0, midway: 0, completed: 0, lost: [], differing: 0 }
  let url = await freshUrl()
  while (report.kills < kills) {
    const moment = { commits: Math.floor(random() * (COMMITS + 1)), delayMs: (random() * wholeMs) / COMMITS }
    const { acknowledged, killed } = await runAndKill([program, url, file], moment)
    const db = openDatabase(url)
    if (killed) report.lost.push(...(await listLost(db, ids.slice(0, acknowledged))))
    else if ((await readLines(db)).join('\n') !== expected.join('\n')) report.differing++
    await db.destroy()
    if (killed) {
      report.kills++
      if (acknowledged > 0 && acknowledged < ids.length) report.midway++
    } else {
      report.completed++
      url = await freshUrl()
    }
  }
  await runAndKill([program, url, file])
  const db = openDatabase(url)
  if ((await readLines(db)).join('\n') !== expected.join('\n')) report.differing++
  await db.destroy()
  return { ...report, completed: report.completed + 1 }
}

/** Every paper of a store as export lines. */
export async function readLines(db: Db): Promise<string[]> {
  return Array.fromAsync(exportPapers(db))
}

/** Some time after an import told of so many commits; it begins by telling of none. */
type Moment = { commits: number; delayMs: number }

/** Runs the import to its end, or kills it at a moment if it is not over by then. `tookMs` counts from its beginning. */
export async function runAndKill(
  words: readonly [program: string, url: string, file: string],
  moment?: Moment,
): Promise<{ acknowledged: number; killed: boolean; tookMs: number }> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_status, signal) => resolve(signal)))
  let [told, beganAt] = ['', 0]
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    beganAt ||= performance.now()
    told += text
    if (moment && told.split('\n').length > moment.commits + 1) setTimeout(() => child.kill('SIGKILL'), moment.delayMs)
  })
  const signal = await ended
  // A line without its end was cut off: its number cannot be trusted.
  const lines = told.split('\n').slice(0, -1)
  return { acknowledged: Number(lines.at(-1) ?? 0), killed: signal !== null, tookMs: performance.now() - beganAt }
}

async function listLost(db: Db, acknowledged: readonly string[]): Promise<string[]> {
  if (acknowledged.length === 0) return []
  const kept = new Set((await db.selectFrom('paper').select('id').execute()).map(({ id }) => id))
  return acknowledged.filter((id) => !kept.has(id))
}
