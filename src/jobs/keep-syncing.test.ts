import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepSyncing } from './keep-syncing.ts'

// Counts its starts in a file and fails at the first.
const FAILS_ONCE = `
import { readFileSync, writeFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
const starts = Number(readFileSync(workerData.counter, 'utf8')) + 1
writeFileSync(workerData.counter, String(starts))
if (starts < 2) throw new Error('out of memory')
parentPort.on('message', (message) => message === 'stop' && parentPort.close())
parentPort.postMessage({ event: 'source.read', facts: { source: 'arxiv' }, level: 'info' })
`
const DEAF = `
import { parentPort } from 'node:worker_threads'
parentPort.postMessage({ event: 'sync.began', facts: {} })
for (;;);
`

describe('keepSyncing', () => {
  let folder = ''
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'broadsheet-sync-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** Starts a program and settles once it has told an event. */
  async function keep(program: string) {
    const [path, counter] = [join(folder, 'thread.mjs'), join(folder, 'starts')]
    writeFileSync(path, program)
    writeFileSync(counter, '0')
    const told: unknown[][] = []
    const runs = Promise.withResolvers<void>()
    const keeper = keepSyncing({ url: pathToFileURL(path), options: { counter }, restartMs: 1 }, (...line) => {
      told.push(line)
      if (line[0] !== 'sync.ended') runs.resolve()
    })
    await runs.promise
    return { keeper, told, countStarts: () => Number(readFileSync(counter, 'utf8')) }
  }

  test('starts a thread that broke again, passes on what it tells, and ends it when asked to', async () => {
    const { keeper, told, countStarts } = await keep(FAILS_ONCE)

    await keeper.stop()

    expect(told).toEqual([
      ['sync.ended', { message: 'Error: out of memory' }, 'error'],
      ['source.read', { source: 'arxiv' }, 'info'],
    ])
    expect(countStarts()).toBe(2)
  })

  test('ends a thread that does not listen', async () => {
    const { keeper } = await keep(DEAF)

    await expect(keeper.stop()).resolves.toBeUndefined()
  })
})
