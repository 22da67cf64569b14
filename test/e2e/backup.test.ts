import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Dialect, dialects, freshDatabaseUrl } from '../support/databases.ts'
import { runProgram, startProgram } from '../support/program.ts'

const PROGRAM = new URL('../../bin/broadsheet.js', import.meta.url).pathname
const DAY = '2026-04-01'
const row = (number: number, title: string) => ({
  id: `2604.0000${number}`,
  title,
  abstract: 'It ends well.',
  authors: ['A. Nonymous'],
  categories: ['cs.SE'],
  date: DAY,
})
const lines = (...rows: unknown[]): string => rows.map((value) => `${JSON.stringify(value)}\n`).join('')

/** As `runProgram`, for what is not text. */
function runWithBytes(words: string[], env: Record<string, string>, input?: Buffer) {
  const run = spawnSync(process.execPath, [PROGRAM, ...words], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    input,
  })
  return { status: run.status, bytes: run.stdout, err: run.stderr.toString() }
}

/** Asks for an address again and again, until told to stop; tells every status that it answered with. */
function watchAddress(url: string): { statuses: Set<number>; stop(): Promise<void> } {
  const statuses = new Set<number>()
  let stopped = false
  const watching = (async () => {
    while (!stopped) {
      const response = await fetch(url)
      await response.text()
      statuses.add(response.status)
    }
  })()
  return {
    statuses,
    async stop() {
      stopped = true
      await watching
    },
  }
}

describe.each(dialects)('backup and restore on $dialect', (where: Dialect) => {
  let folder = ''
  let env: Record<string, string> = {}
  let file = ''
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-program-'))
    env = { BROADSHEET_DATA: join(folder, 'data'), DATABASE_URL: await freshDatabaseUrl(where), PORT: '0' }
    file = join(folder, 'kept.backup')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('under a running server: every request is answered, and the restored papers appear without a restart', async () => {
    await runProgram(['import', '-'], env, lines(row(1, 'The first paper')))
    const { child, line, ended } = startProgram(['serve'], env)
    const url = (await line).replace('Broadsheet is at ', '')
    const page = watchAddress(`${url}/papers/date/${DAY}`)
    const api = watchAddress(`${url}/api/daily_papers?date=${DAY}`)
    const health = watchAddress(`${url}/healthz`)

    const kept = await runProgram(['backup', file], env)
    await runProgram(['import', '-'], env, lines(row(2, 'The second paper')))
    const restored = await runProgram(['restore', '--yes', file], env)
    for (const watched of [page, api, health]) await watched.stop()
    const last = await (await fetch(`${url}/papers/date/${DAY}`)).text()
    child.kill('SIGTERM')

    expect(kept).toMatchObject({
      status: 0,
      out: `${file}: 1 paper, 0 places in editions, 0 accounts, 0 organisations\n`,
    })
    expect(restored).toMatchObject({ status: 0, out: expect.stringContaining(': restored 1 paper') })
    expect(last).toContain('The first paper')
    expect(last).not.toContain('The second paper')
    expect([...page.statuses, ...api.statuses, ...health.statuses]).toEqual([200, 200, 200])
    expect(await ended).toMatchObject({ status: 0 })
  })

  test('asks before it replaces papers, and keeps them beside', async () => {
    await runProgram(['import', '-'], env, lines(row(1, 'The first paper')))
    await runProgram(['backup', file], env)
    await runProgram(['import', '-'], env, lines(row(2, 'The second paper')))

    const refused = await runProgram(['restore', file], env)
    const before = await runProgram(['export'], env)
    const done = await runProgram(['restore', file, '--yes'], env)
    const after = await runProgram(['export'], env)
    const [name = ''] = readdirSync(join(folder, 'data', 'backups'))
    const beside = join(folder, 'data', 'backups', name)
    await runProgram(['restore', '--yes', '--discard', beside], env)
    const again = await runProgram(['export'], env)

    expect(refused).toMatchObject({ status: 1, out: '' })
    expect(refused.err).toMatch(/2 papers.*--yes/)
    expect(before.out).toContain('The second paper')
    expect(done.err).toContain(beside)
    expect(after.out).not.toContain('The second paper')
    expect(again.out).toBe(before.out)
    expect(readdirSync(join(folder, 'data', 'backups'))).toHaveLength(1)
  })

  test('pass through standard output and input, and say what is wrong with a file', async () => {
    await runProgram(['import', '-'], env, lines(row(1, 'The first paper')))
    const other = { ...env, BROADSHEET_DATA: join(folder, 'other'), DATABASE_URL: `sqlite:${join(folder, 'other.db')}` }
    await runProgram(['backup', file], env)
    writeFileSync(join(folder, 'letter'), 'A letter to the editor')

    const stdout = runWithBytes(['backup', '-'], env)
    const occupied = await runProgram(['backup', file], env)
    const wrong = await runProgram(['restore', join(folder, 'letter')], other)
    const absent = await runProgram(['restore', join(folder, 'absent')], other)
    const restored = runWithBytes(['restore', '-'], other, stdout.bytes)

    expect(stdout.err).toContain('standard output: 1 paper')
    expect(occupied).toMatchObject({ status: 1, err: expect.stringContaining('--force') })
    expect(wrong).toMatchObject({ status: 2, err: 'This is not a backup of Broadsheet. Nothing was changed.\n' })
    expect(absent).toMatchObject({ status: 2, err: expect.stringContaining('no such file') })
    expect(restored).toMatchObject({ status: 0 })
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})
