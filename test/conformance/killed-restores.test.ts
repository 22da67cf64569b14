import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Day } from '../../src/domain/time.ts'
import { SeededRandom } from '../../src/services/sample/random.ts'
import { samplePapers } from '../../src/services/sample/sample-papers.ts'
import { openDatabase } from '../../src/store/db.ts'
import { listMiscountedDays } from '../../src/store/backup/derived.ts'
import { fillDatabase, readExport, takeBackup } from '../support/backups.ts'
import { bundleProgram } from '../support/bundled.ts'
import { dialects, freshDatabaseUrl } from '../support/databases.ts'

const PROGRAM = await bundleProgram('restore-and-end')
/** A quarter as many as imports are killed, which `npm run kills` does a thousand times. */
const KILLS = Math.ceil(Number(process.env['KILLS'] ?? 48) / 4)
const PAPERS = 1000
const MOST_SWAP_MS = 60

describe.each(dialects)('a restore that is killed, on $dialect', (where) => {
  const random = new SeededRandom()
  random.restart(11, 0)

  test(
    `leaves the old papers whole or the new ones: ${KILLS} kills at random moments`,
    async () => {
      const [first, second, live] = [await aStore(1), await aStore(2), await freshDatabaseUrl(where)]
      let [standing, coming] = [first, second]
      const wholeMs = await restoreAndKill(live, first.file)
      const outcomes = { old: 0, new: 0, neither: 0 }

      while (outcomes.old + outcomes.new + outcomes.neither < KILLS) {
        // Every second one from the moment on at which all is loaded: the swap itself takes a hundredth of the time.
        const isLate = (outcomes.old + outcomes.new) % 2 === 1
        const delayMs = random.ratio() * (isLate ? MOST_SWAP_MS : wholeMs)
        await restoreAndKill(live, coming.file, { delayMs, isLate })
        const text = await readWhole(live)
        if (text === standing.text) outcomes.old++
        else if (text === coming.text) {
          outcomes.new++
          ;[standing, coming] = [coming, standing]
        } else outcomes.neither++
      }
      await restoreAndKill(live, coming.file)

      expect(outcomes.neither).toBe(0)
      expect(await readWhole(live)).toBe(coming.text)
    },
    60_000 + KILLS * 6000,
  )

  /** A store of made-up papers: its backup, and its export lines. */
  async function aStore(seed: number): Promise<{ file: string; text: string }> {
    const url = await freshDatabaseUrl(where)
    await fillDatabase(url, [...samplePapers({ count: PAPERS, seed, days: 5, lastDay: '2026-04-08' as Day })])
    return { file: await takeBackup(url), text: (await readExport(url)).join('\n') }
  }
})

/** All papers, and whether what is derived agrees with them. */
async function readWhole(url: string): Promise<string> {
  const db = openDatabase(url)
  const miscounted = await listMiscountedDays(db)
  const { cards } = await db
    .selectFrom('catalogue')
    .select((eb) => eb.fn.count<number>('paper_id').distinct().as('cards'))
    .executeTakeFirstOrThrow()
  await db.destroy()
  if (miscounted.length > 0 || cards !== PAPERS) return `miscounted: ${miscounted.join()} ${cards}`
  return (await readExport(url)).join('\n')
}

/**
 * Restores in a process of its own. It is killed if there is a delay: counted from its start, or if late from the moment
 * at which all is loaded. Returns how long it took.
 */
async function restoreAndKill(url: string, file: string, kill?: { delayMs: number; isLate: boolean }): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, [PROGRAM, url, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const loaded = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  if (kill) {
    if (kill.isLate) await Promise.race([loaded, ended])
    await Promise.race([sleep(kill.delayMs), ended])
    child.kill('SIGKILL')
  }
  const status = await ended
  if (!kill && status !== 0) throw new Error(`The restore ended with ${status}`)
  return performance.now() - start
}
