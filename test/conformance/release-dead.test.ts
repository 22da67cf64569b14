import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOST_GROUPS } from '../../src/platform/upstream/host-groups.ts'
import { startRunner } from '../../src/services/sync/start-runner.ts'
import { type Db, openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { storePace } from '../../src/store/paces.ts'
import { claimSource } from '../../src/store/source-states.ts'
import { dialects, freshDatabaseUrl } from '../support/databases.ts'

const PROGRAM = new URL('../support/hold-and-wait.ts', import.meta.url).pathname
const NOW = 1_000_000
const [GAP_MS, MOST_MS, CLAIM_MS] = [3000, 180_000, 120_000]

describe.each(dialects)('a runner that starts on $dialect', (where) => {
  let [url, folder, other] = ['', '', '']
  let db: Db
  let now = NOW
  const killed: (() => void)[] = []
  beforeEach(async () => {
    url = await freshDatabaseUrl(where)
    db = openDatabase(url)
    await migrateToLatest(db)
    ;[folder, other] = [
      mkdtempSync(join(tmpdir(), 'broadsheet-runners-')),
      mkdtempSync(join(tmpdir(), 'broadsheet-other-')),
    ]
    now = NOW
  })
  afterEach(async () => {
    for (const kill of killed.splice(0)) kill()
    await db.destroy()
    for (const one of [folder, other]) rmSync(one, { recursive: true })
  })

  /** Starts a process that holds arXiv, and a turn of its hosts. */
  async function startHolder() {
    const child = spawn(process.execPath, [PROGRAM, url, folder, String(now)], { stdio: ['ignore', 'pipe', 'inherit'] })
    killed.push(() => child.kill('SIGKILL'))
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const kill = async (): Promise<void> => {
      child.kill('SIGKILL')
      await once(child, 'close')
    }
    return { name: String(line).trim(), kill }
  }

  const start = (dataFolder: string) => startRunner(db, dataFolder, { now, groups: HOST_GROUPS })
  const claim = (runner: string) => claimSource(db, 'arxiv', { runner, now, until: now + CLAIM_MS })

  /** When a runner gets a turn, by waiting alone. */
  async function takeTurn(runner: string): Promise<number> {
    const pause = async (ms: number): Promise<void> => void (now += ms)
    await storePace(db, { clock: () => now, pause, runner }).take(
      'arxiv',
      GAP_MS,
      MOST_MS,
      new AbortController().signal,
    )
    return now
  }

  test('goes on at once where one of its data folder was killed in the middle of a request, after the gap', async () => {
    const holder = await startHolder()
    await holder.kill()

    const { name, leave } = await start(folder)

    expect(await claim(name)).toBeDefined()
    expect(await takeTurn(name)).toBe(NOW + GAP_MS)
    expect(readdirSync(join(folder, 'runners'))).toEqual([name])
    leave()
    expect(readdirSync(join(folder, 'runners'))).toEqual([])
  })

  test('leaves those alone that live', async () => {
    const holder = await startHolder()

    const { name, leave } = await start(folder)

    expect(await claim(name)).toBeUndefined()
    expect(await takeTurn(name)).toBeGreaterThanOrEqual(NOW + MOST_MS)
    expect(readdirSync(join(folder, 'runners')).sort()).toEqual([name, holder.name].sort())
    leave()
  })

  test('knows nothing of those of another data folder, and waits until their claims end', async () => {
    const holder = await startHolder()
    await holder.kill()

    const { name, leave } = await start(other)

    expect(await claim(name)).toBeUndefined()
    now += CLAIM_MS
    expect(await claim(name)).toBeDefined()
    leave()
  })

  test('knows nothing of one from before the machine was started: a copy of its folder may lie on another', async () => {
    const copied = '00000000-4f6d3c1a'
    mkdirSync(join(folder, 'runners'))
    writeFileSync(join(folder, 'runners', copied), '')
    await claim(copied)

    const { name, leave } = await start(folder)

    expect(await claim(name)).toBeUndefined()
    // Its file is of no use to anybody here.
    expect(readdirSync(join(folder, 'runners'))).toEqual([name])
    leave()
  })

  test('bears a name that none has had, and many at once in one process are many', async () => {
    const runners = await Promise.all(Array.from({ length: 5 }, () => start(folder)))

    expect(new Set(runners.map(({ name }) => name)).size).toBe(5)
    expect(readdirSync(join(folder, 'runners'))).toHaveLength(5)
    for (const { leave } of runners) leave()
  })
})
