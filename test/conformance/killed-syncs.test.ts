import { spawn } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { exportPapers } from '../../src/services/export-papers.ts'
import { SeededRandom } from '../../src/services/sample/random.ts'
import { type Db, openDatabase } from '../../src/store/db.ts'
import { bundleProgram } from '../support/bundled.ts'
import { dialects, freshDatabaseUrl } from '../support/databases.ts'

/** `npm run kills` sets a thousand. */
const KILLS = Number(process.env['KILLS'] ?? 25)
const PROGRAM = await bundleProgram('sync-and-end')
/** A run keeps some seventy answers, each within a few milliseconds. */
const [MOST_ANSWERS, LONGEST_MS] = [16, 12]

describe.each(dialects)('a sync that is killed, on $dialect', (where) => {
  const random = new SeededRandom()
  random.restart(11, 0)

  test(
    `goes on where it stopped: after ${KILLS} kills at random moments each store is that of an undisturbed run`,
    async () => {
      const undisturbed = await freshDatabaseUrl(where)
      await runAndKill(undisturbed, undefined)
      const expected = await readStore(undisturbed)
      const differing: string[] = []
      let interrupted = 0
      let url = await freshDatabaseUrl(where)

      for (let kills = 0; kills < KILLS;) {
        const moment = { answers: Math.floor(random.ratio() * MOST_ANSWERS), delayMs: random.ratio() * LONGEST_MS }
        if (await runAndKill(url, moment)) {
          kills++
          if (await isUnderWay(url)) interrupted++
        } else {
          const store = await readStore(url)
          differing.push(...listDiffering(store, expected))
          url = await freshDatabaseUrl(where)
        }
      }
      await runAndKill(url, undefined)

      expect(await readStore(url)).toEqual(expected)
      expect(differing).toEqual([])
      expect(interrupted).toBeGreaterThan(0)
      expect(expected.papers.length).toBe(365)
      expect(expected.tasks.filter(({ outcome }) => outcome === 'done')).toHaveLength(18)
      expect(expected.batches).toEqual([expect.objectContaining({ announced: 10, missing: 0, attempts: 1 })])
    },
    KILLS * 6000 + 20_000,
  )

  test('does what one does, when three run at once and none keeps the others off', async () => {
    const [alone, together] = [await freshDatabaseUrl(where), await freshDatabaseUrl(where)]
    await runAndKill(alone, undefined)

    await Promise.all([1, 2, 3].map(() => runAndKill(together, undefined)))
    await runAndKill(together, undefined)

    expect(await readStore(together)).toEqual(await readStore(alone))
  }, 60_000)
})

type Moment = { answers: number; delayMs: number }

/** Runs the sync to its end, or kills it some milliseconds after some answers. @returns whether it was killed */
async function runAndKill(url: string, moment: Moment | undefined): Promise<boolean> {
  const child = spawn(process.execPath, [PROGRAM, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<{ status: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.on('close', (status, signal) => resolve({ status, signal })),
  )
  let told = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text
    if (moment && told.split('\n').length > moment.answers) setTimeout(() => child.kill('SIGKILL'), moment.delayMs)
  })
  const { status, signal } = await ended
  if (signal === null && status !== 0) throw new Error(`The sync ended by itself, with status ${status}`)
  return signal !== null
}

/** Whether a task has brought some of its answers, and not all. */
async function isUnderWay(url: string): Promise<boolean> {
  const db = openDatabase(url)
  const tables = await db.introspection.getTables()
  const isMigrated = tables.some(({ name }) => name === 'task')
  const found = isMigrated
    ? await db.selectFrom('task').select('key').where('resume', 'is not', null).executeTakeFirst()
    : undefined
  await db.destroy()
  return found !== undefined
}

/** All that a sync writes, but for who held what. */
async function readStore(url: string) {
  const db = openDatabase(url)
  const store = {
    papers: await Array.fromAsync(exportPapers(db)),
    tasks: await db.selectFrom('task').selectAll().orderBy('source').orderBy('key').execute(),
    batches: await db.selectFrom('announced_batch').selectAll().orderBy('day').execute(),
    announcements: await db.selectFrom('announcement').selectAll().orderBy('paper_id').execute(),
    signals: await db.selectFrom('signal').selectAll().orderBy('paper_id').orderBy('at').execute(),
    troubles: await db.selectFrom('trouble').selectAll().orderBy('id').execute(),
    days: await readDays(db),
  }
  await db.destroy()
  return store
}

function listDiffering(store: object, expected: object): string[] {
  const others = new Map(Object.entries(expected))
  return Object.entries(store).flatMap(([name, rows]) =>
    JSON.stringify(rows) === JSON.stringify(others.get(name)) ? [] : [name],
  )
}

function readDays(db: Db) {
  return db.selectFrom('edition_day').selectAll().orderBy('day').execute()
}
