import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import type { SearchPage, SearchRequest } from '../services/search/searching.ts'
import { keepMailing } from './keep-mailing.ts'

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-mailing-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// Asks by its port what it is woken for, and tells the answer.
const ASKS = `
import { parentPort, workerData } from 'node:worker_threads'
const { options, searchPort } = workerData
let count = 0
searchPort.on('message', ({ answered, answer, error }) => {
  parentPort.postMessage({ event: 'found', facts: { answered, matched: answer?.matched, error: error?.code } })
})
parentPort.on('message', (message) => {
  if (message === 'stop') { searchPort.close(); parentPort.close() }
  else searchPort.postMessage({ asked: ++count, question: { text: options.text, offset: 0, size: 5 } })
})
parentPort.postMessage({ event: 'started', facts: {} })
`
const DEAF = `
import { parentPort } from 'node:worker_threads'
parentPort.postMessage({ event: 'started', facts: {} })
for (;;);
`

let count = 0

function keep(program: string, searchPapers: (request: SearchRequest) => Promise<SearchPage>) {
  const path = join(folder, `thread-${++count}.mjs`)
  writeFileSync(path, program)
  const told: [string, Record<string, unknown>][] = []
  const url = pathToFileURL(path)
  const keeper = keepMailing({ url, options: { text: 'patience' }, searching: { searchPapers } }, (event, facts) => {
    told.push([event, facts])
  })
  return { keeper, told }
}

test('the thread asks the search of the program that started it, is woken by it and ended by it', async () => {
  const asked: SearchRequest[] = []
  const { keeper, told } = keep(ASKS, (request) => {
    asked.push(request)
    return asked.length === 1 ? Promise.resolve({ matched: 7 } as SearchPage) : Promise.reject(new Error('broken'))
  })
  await expect.poll(() => told).toEqual([['started', {}]])

  keeper.wake()
  keeper.wake()
  await expect.poll(() => told).toHaveLength(3)
  await keeper.stop()

  expect(asked[0]).toEqual({ text: 'patience', offset: 0, size: 5 })
  expect(told.slice(1)).toEqual([
    ['found', { answered: 1, matched: 7, error: undefined }],
    ['found', { answered: 2, matched: undefined, error: 'internal' }],
  ])
})

test('a thread that does not listen is ended all the same', async () => {
  const { keeper, told } = keep(DEAF, () => Promise.reject(new Error('not asked')))
  await expect.poll(() => told).toHaveLength(1)

  await expect(keeper.stop()).resolves.toBeUndefined()
})
