import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { aPaper } from '../../../test/support/builders.ts'
import { importRecords } from '../../../test/support/records.ts'
import type { Paper, PaperId } from '../../domain/paper.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'
import { findChangeNumber } from '../../store/papers.ts'
import { createSearching } from '../search/search-papers.ts'
import type { Searching } from '../search/searching.ts'
import { type IndexKeeper, keepIndex } from './keep-index.ts'

let folder: string
let db: Db
let keeper: IndexKeeper
let searching: Searching
let logged: [string, object][]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-keep-index-'))
  db = openDatabase(`sqlite:${join(folder, 'broadsheet.db')}`)
  await migrateToLatest(db)
  logged = []
  start()
})
afterEach(async () => {
  await keeper.stop()
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

function start(): void {
  const databaseUrl = `sqlite:${join(folder, 'broadsheet.db')}`
  const options = { databaseUrl, folder: join(folder, 'index'), store: 'test', modelPath: undefined }
  keeper = keepIndex(options, (event, facts) => void logged.push([event, facts ?? {}]))
  searching = createSearching(() => Promise.resolve(db), keeper)
}

function paperOf(n: number, title: string, abstract = 'We look.'): Paper {
  return aPaper({ id: `2604.0000${n}` as PaperId, fields: { title, abstract, publishedAt: Date.UTC(2026, 3, n) } })
}

async function importAndReach(...papers: Paper[]): Promise<void> {
  await importRecords(db, papers)
  await keeper.reach(await findChangeNumber(db))
}

async function find(text: string): Promise<string[]> {
  const { found } = await searching.searchPapers({ text, mode: 'lexical', offset: 0, size: 10 })
  return found.map(({ headline }) => headline.title)
}

it('finds papers a moment after they were committed, and those of before after a restart', async () => {
  await importAndReach(paperOf(1, 'Owls at sea'))
  const first = await find('owls')
  await importAndReach(paperOf(2, 'Owls on land'))
  const second = await find('land')

  await keeper.stop()
  start()
  await keeper.reach(await findChangeNumber(db))

  expect([first, second, await find('sea')]).toEqual([['Owls at sea'], ['Owls on land'], ['Owls at sea']])
  expect(logged.map(([event]) => event).filter((event) => event === 'index.rebuilding')).toHaveLength(1)
})

it('builds the index anew where a file of it was damaged, and says so', async () => {
  await importAndReach(paperOf(1, 'Owls at sea'))
  await keeper.stop()
  const name = readdirSync(join(folder, 'index')).find((file) => file.startsWith('segment-')) ?? ''
  const path = join(folder, 'index', name)
  const bytes = readFileSync(path)
  bytes.fill(255, bytes.indexOf('owl'), bytes.indexOf('owl') + 3)
  writeFileSync(path, bytes)
  logged = []

  start()
  await keeper.reach(await findChangeNumber(db))

  expect(await find('owls')).toEqual(['Owls at sea'])
  const [event, facts] = logged.find(([name]) => name === 'index.rebuilding') ?? []
  expect([event, facts]).toEqual(['index.rebuilding', { reason: expect.stringContaining('damaged (terms)') as string }])
})

it('marks what was searched for, counts filters, and opens the paper that is named', async () => {
  await importAndReach(
    paperOf(1, 'Owls at sea', 'Many owls fly. They are not seen.'),
    aPaper({ ...paperOf(2, 'Tides'), fields: { ...paperOf(2, 'Owls and tides').fields, categories: ['cs.IR'] } }),
  )

  const page = await searching.searchPapers({ text: 'owl', mode: 'lexical', order: 'date', offset: 0, size: 1 })
  const named = await searching.searchPapers({ text: 'arXiv:2604.00001v3', offset: 0, size: 10 })

  expect(page.found[0]?.title).toEqual([
    { type: 'highlight', text: 'Owls' },
    { type: 'text', text: ' and tides' },
  ])
  expect(page).toMatchObject({ matched: 2, isExact: true, hasMore: true, waiting: 0, problems: [] })
  expect(page.filters).toContainEqual({
    kind: 'category',
    value: 'cs.IR',
    count: 1,
    text: 'owl cat:cs.IR',
    isOn: false,
  })
  expect(page.filters).toContainEqual({ kind: 'year', value: '2026', count: 2, text: 'owl date:2026', isOn: false })
  expect(named.named).toBe('2604.00001')
})

it('refuses examples that it does not know, and texts and parts that are too long', async () => {
  await importAndReach(paperOf(1, 'Owls at sea'))
  const part = { offset: 0, size: 10 }

  const refusals = await Promise.allSettled([
    searching.searchPapers({ text: '', like: ['2604.99999' as PaperId], ...part }),
    searching.searchPapers({ text: 'a'.repeat(1001), ...part }),
    searching.searchPapers({ text: 'owls', offset: 995, size: 10 }),
  ])

  expect(refusals.map((refusal) => refusal.status === 'rejected' && (refusal.reason as Error).message)).toEqual([
    'The paper "2604.99999" is not in the index, or not yet',
    'A query has at most 1000 characters; this one has 1001',
    'Only the first 1000 papers of a search can be leafed through',
  ])
})
