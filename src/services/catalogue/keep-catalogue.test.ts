import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepCatalogue } from './keep-catalogue.ts'

// Counts its starts in a file, fails at the first two, and then says so and waits to be stopped.
const PROGRAM = `
import { readFileSync, writeFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
const starts = Number(readFileSync(workerData.databaseUrl, 'utf8')) + 1
writeFileSync(workerData.databaseUrl, String(starts))
if (starts < 3) throw new Error('out of memory')
parentPort.on('message', () => parentPort.close())
parentPort.postMessage({ failure: 'it runs' })
`

describe('keepCatalogue', () => {
  let folder: string
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('starts a thread that died again, tells of it once, and ends when it is stopped', async () => {
    const [counter, program] = [join(folder, 'starts'), join(folder, 'worker.mjs')]
    writeFileSync(counter, '0')
    writeFileSync(program, PROGRAM)
    const told: string[] = []
    const runs = Promise.withResolvers<void>()
    const options = { worker: pathToFileURL(program), restartMs: 1 }

    const keeper = keepCatalogue(
      counter,
      (message) => {
        told.push(message)
        if (message === 'it runs') runs.resolve()
      },
      options,
    )
    await runs.promise
    await keeper.stop()

    expect(told).toEqual(['out of memory', 'it runs'])
    expect(readFileSync(counter, 'utf8')).toBe('3')
  })
})
