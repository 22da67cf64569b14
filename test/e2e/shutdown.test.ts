import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Dialect, dialects, freshDatabaseUrl } from '../support/databases.ts'
import { runProgram, startProgram } from '../support/program.ts'

const ROW = { id: '2604.00001', title: 'Ends', abstract: 'It ends.', authors: ['A. Nonymous'], date: '2026-04-01' }
/** The promise is 5 s; a loaded machine may take longer to tell us, and what is not cut off never ends. */
const GENEROUS_MS = 15_000

describe.each(dialects)('the program on $dialect, asked to end', (where: Dialect) => {
  let folder = ''
  let env: Record<string, string> = {}
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-shutdown-'))
    const settings = { RATE_LIMIT_PAGES: '0', LOG_LEVEL: 'debug' }
    env = { BROADSHEET_DATA: folder, DATABASE_URL: await freshDatabaseUrl(where), PORT: '0', ...settings }
    await runProgram(['import', '-'], env, `${JSON.stringify(ROW)}\n`)
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  async function serve() {
    const { child, line, ended } = startProgram(['serve'], env)
    const port = Number(/(\d+)$/.exec(await line)?.[1])
    return {
      port,
      async end() {
        const begin = performance.now()
        child.kill('SIGTERM')
        return { ...(await ended), tookMs: performance.now() - begin }
      },
    }
  }

  test('does so beside connections that are idle, silent, or in the middle of a word', async () => {
    const { port, end } = await serve()
    const idle = await open(port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
    const silent = await open(port, '')
    const slow = await open(port, 'GET /healthz HT')

    const { status, err, tookMs } = await end()

    expect(status).toBe(0)
    expect(tookMs).toBeLessThan(GENEROUS_MS)
    expect(idle.text()).toMatch(/^HTTP\/1\.1 200 /)
    expect(err).toMatch(/"signal":"SIGTERM","event":"server\.stopped"\}\n$/)
    for (const { socket } of [idle, silent, slow]) socket.destroy()
  })

  test('gives every answer whole or none at all, in whatever moment it comes', async () => {
    const { port, end } = await serve()
    const asked = Array.from({ length: 60 }, (_, number) =>
      askInFull(port, number % 2 ? '/papers/2604.00001' : '/about'),
    )
    await Promise.race(asked)

    const { status, err } = await end()

    const outcomes = await Promise.all(asked)
    const told = [...err.matchAll(/"status":200,/g)].length
    expect(status).toBe(0)
    expect(outcomes.filter((outcome) => outcome === 'partly')).toEqual([])
    expect(outcomes.filter((outcome) => outcome === 'whole').length).toBeGreaterThan(0)
    expect(told).toBe(outcomes.filter((outcome) => outcome === 'whole').length) // the log is whole too
  })
})

test('a server whose port is taken says so and ends, with the status of what may be tried again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-taken-'))
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo

  const { status, err } = await runProgram(['serve'], { BROADSHEET_DATA: folder, PORT: String(port) })

  holder.close()
  rmSync(folder, { recursive: true, force: true })
  expect(status).toBe(75)
  expect(err).toContain(`Cannot listen on 127.0.0.1 port ${port}`)
})

describe.runIf(dialects.length > 1)('the program, asked to end while the database keeps it waiting', () => {
  let folder = ''
  let env: Record<string, string> = {}
  let other: pg.Client
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-shutdown-'))
    const url = await freshDatabaseUrl({ dialect: 'postgres' })
    env = { BROADSHEET_DATA: folder, DATABASE_URL: url, PORT: '0' }
    await runProgram(['import', '-'], env, `${JSON.stringify(ROW)}\n`)
    other = new pg.Client({ connectionString: url })
    await other.connect()
  })
  afterEach(async () => {
    await other.end()
    rmSync(folder, { recursive: true, force: true })
  })

  /** A server with a request under way that waits for a table that somebody else holds. */
  async function serveWaiting() {
    const { child, line, ended } = startProgram(['serve'], env)
    const port = Number(/(\d+)$/.exec(await line)?.[1])
    await other.query('begin')
    await other.query('lock table paper in access exclusive mode')
    const answer = askInFull(port, '/papers/2604.00001')
    await expect.poll(() => countWaiting()).toBeGreaterThan(0)
    return { child, ended, answer }
  }

  async function countWaiting(): Promise<number> {
    const { rows } = await other.query<{ waiting: number }>(
      'select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = $1',
      ['Lock'],
    )
    return rows[0]?.waiting ?? 0
  }

  test('gives the answer under way whole', async () => {
    const { child, ended, answer } = await serveWaiting()

    child.kill('SIGTERM')
    await other.query('rollback')

    expect(await answer).toBe('whole')
    expect(await ended).toMatchObject({ status: 0 })
  })

  test('ends within its time all the same, and says that it cut something off', async () => {
    const { child, ended, answer } = await serveWaiting()
    const begin = performance.now()

    child.kill('SIGTERM')
    const { status, err } = await ended

    expect(performance.now() - begin).toBeLessThan(GENEROUS_MS)
    expect(await answer).toBe('none')
    expect(status).toBe(1)
    expect(err).toContain('"event":"server.cut-off"')
  })
})

/** A connection on which something was said, and what came back. */
async function open(port: number, words: string): Promise<{ socket: Socket; text: () => string }> {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.on('data', (bytes: Buffer) => (text += bytes.toString('latin1'))).on('error', () => undefined)
  await once(socket, 'connect')
  if (words !== '') socket.write(words)
  if (words.endsWith('\r\n\r\n')) await once(socket, 'data')
  return { socket, text: () => text }
}

/** `none` where the connection was refused or ended before a first byte. */
function askInFull(port: number, path: string): Promise<'whole' | 'partly' | 'none'> {
  return new Promise((resolve) => {
    get({ port, path, host: '127.0.0.1', agent: false }, (response) => {
      response.resume().on('close', () => resolve(response.complete ? 'whole' : 'partly'))
    }).on('error', () => resolve('none'))
  })
}
