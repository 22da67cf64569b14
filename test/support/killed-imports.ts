import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { exportPapers } from '../../src/services/export-papers.ts'
import type { Db } from '../../src/store/db.ts'
import { openDatabase } from '../../src/store/db.ts'

const PROGRAM = new URL('./import-and-tell.ts', import.meta.url).pathname
const RECORDS = 6000

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

/** What a run of kills showed. */
export type KillReport = { kills: number; completed: number; lost: string[]; differing: number }

/**
 * Imports a file again and again, killing the importing process at random moments, until it was killed `kills` times.
 * After each kill every acknowledged record must be there; each time a run gets to the end, the store must equal
 * `expected`, and the next run begins with an empty database.
 */
export async function killImports(
  {
    file,
    ids,
    kills,
    random,
    freshUrl,
  }: { file: string; ids: string[]; kills: number; random: () => number; freshUrl: () => Promise<string> },
  expected: readonly string[],
): Promise<KillReport> {
  const report: KillReport = { kills: 0, completed: 0, lost: [], differing: 0 }
  let url = await freshUrl()
  while (report.kills < kills) {
    const { acknowledged, killed } = await runAndKill(url, file, random() * 900)
    const db = openDatabase(url)
    if (killed) report.lost.push(...(await listLost(db, ids.slice(0, acknowledged))))
    else if ((await readLines(db)).join('\n') !== expected.join('\n')) report.differing++
    await db.destroy()
    if (killed) report.kills++
    else {
      report.completed++
      url = await freshUrl()
    }
  }
  await runAndKill(url, file, undefined)
  const db = openDatabase(url)
  if ((await readLines(db)).join('\n') !== expected.join('\n')) report.differing++
  await db.destroy()
  return { ...report, completed: report.completed + 1 }
}

/** Every paper of a store as export lines. */
export async function readLines(db: Db): Promise<string[]> {
  return Array.fromAsync(exportPapers(db))
}

/** Runs the import to its end, or kills it `delayMs` after its start. */
export async function runAndKill(
  url: string,
  file: string,
  delayMs: number | undefined,
): Promise<{ acknowledged: number; killed: boolean }> {
  const child = spawn(process.execPath, [PROGRAM, url, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let told = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text))
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_status, signal) => resolve(signal)))
  if (delayMs !== undefined) await Promise.race([sleep(delayMs), ended])
  if (delayMs !== undefined) child.kill('SIGKILL')
  const signal = await ended
  // A line without its end was cut off: its number cannot be trusted.
  const lines = told.split('\n').slice(0, -1)
  return { acknowledged: Number(lines.at(-1) ?? 0), killed: signal !== null }
}

async function listLost(db: Db, acknowledged: readonly string[]): Promise<string[]> {
  if (acknowledged.length === 0) return []
  const kept = new Set((await db.selectFrom('paper').select('id').execute()).map(({ id }) => id))
  return acknowledged.filter((id) => !kept.has(id))
}
