import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { aPaper } from '../../../../test/support/builders.ts'
import { importRecords } from '../../../../test/support/records.ts'
import type { PaperId } from '../../../domain/paper.ts'
import { type Db, openDatabase } from '../../../store/db.ts'
import { takeFileLock } from '../../../store/file-lock.ts'
import { migrateToLatest } from '../../../store/migrate.ts'
import { findChangeNumber } from '../../../store/papers.ts'
import { createSearching } from '../../search/search-papers.ts'
import { type IndexKeeper, keepIndex } from '../keep-index.ts'

let folder: string
let index: string
let db: Db
let keeper: IndexKeeper
let logged: [string, object][]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-index-folder-'))
  index = join(folder, 'index')
  db = openDatabase(`sqlite:${join(folder, 'broadsheet.db')}`)
  await migrateToLatest(db)
  await importPaper(1)
  logged = []
})
afterEach(async () => {
  await keeper.stop()
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

function importPaper(n: number): Promise<unknown> {
  const fields = { title: `Owls at sea ${n}`, abstract: 'We look.', publishedAt: Date.UTC(2026, 3, n) }
  return importRecords(db, [aPaper({ id: `2604.0000${n}` as PaperId, fields })])
}

function start(at = index): void {
  const databaseUrl = `sqlite:${join(folder, 'broadsheet.db')}`
  const options = { databaseUrl, folder: at, store: 'test', modelPath: undefined }
  keeper = keepIndex(options, (event, facts) => void logged.push([event, facts ?? {}]))
}

async function reachLast(): Promise<void> {
  await keeper.reach(await findChangeNumber(db))
}

async function findOwls(): Promise<string[]> {
  const searching = createSearching(() => Promise.resolve(db), keeper)
  const { found } = await searching.searchPapers({ text: 'owls', mode: 'lexical', offset: 0, size: 10 })
  return found.map(({ headline }) => headline.title)
}

const toNames = (): string[] => logged.map(([event]) => event)

it.each(['manifest.json', 'plan', 'lock', 'segment-1'])(
  'a folder in the place of %s is removed, and the index built anew',
  async (name) => {
    start()
    await reachLast()
    await keeper.stop()
    rmSync(join(index, name), { force: true })
    mkdirSync(join(index, name, 'more'), { recursive: true })
    logged = []

    start()
    await reachLast()

    expect(await findOwls()).toEqual(['Owls at sea 1'])
    expect(toNames()).not.toContain('index.ended')
    expect(toNames().filter((event) => event === 'index.rebuilding')).toHaveLength(name === 'lock' ? 0 : 1)
  },
)

it.each([
  ['a file', () => writeFileSync(index, 'x')],
  ['a link that leads nowhere', () => symlinkSync(join(folder, 'absent', 'more'), index)],
])('%s in the place of the folder gives way to it, and that is said', async (_, put) => {
  put()

  start()
  await reachLast()

  expect(await findOwls()).toEqual(['Owls at sea 1'])
  expect(logged).toContainEqual(['index.delayed', { message: `${index} was no folder, and was removed` }])
})

it('an index that is removed while it is in use is built anew, and searched meanwhile', async () => {
  start()
  await reachLast()

  rmSync(index, { recursive: true })
  const meanwhile = await findOwls()
  await importPaper(2)
  await reachLast()

  expect([meanwhile, (await findOwls()).toSorted()]).toEqual([['Owls at sea 1'], ['Owls at sea 1', 'Owls at sea 2']])
  expect(readdirSync(index)).toContain('manifest.json')
  expect(logged).toContainEqual(['index.delayed', { message: `The index in ${index} was removed; it is built anew` }])
}, 30_000)

it('who waits for an index that cannot be built is told why', async () => {
  writeFileSync(join(folder, 'file'), '')

  start(join(folder, 'file', 'index'))
  const waits = reachLast()

  await expect(waits).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/cannot be built: ENOTDIR/) as string,
  })
  expect(toNames()).toEqual(['index.delayed'])
}, 30_000)

it('waits while another keeps it, says so, and takes over when that one ends', async () => {
  mkdirSync(index)
  const other = takeFileLock(join(index, 'lock'))

  start()
  const waits = reachLast()
  while (!toNames().includes('index.waiting')) await new Promise((resolve) => setTimeout(resolve, 20))
  const before = readdirSync(index)
  other?.release()
  await waits

  expect(before).toEqual(['lock'])
  expect(await findOwls()).toEqual(['Owls at sea 1'])
})
