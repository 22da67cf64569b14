import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { aPaper } from '../../../test/support/builders.ts'
import { importRecords } from '../../../test/support/records.ts'
import { createDensePlan } from '../../engine/embed/dense-plan.ts'
import { buildSegment } from '../../engine/index/index-builder.ts'
import { toSections } from '../../engine/index/segment-sections.ts'
import type { PaperId } from '../../domain/paper.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { takeFileLock } from '../../store/file-lock.ts'
import { migrateToLatest } from '../../store/migrate.ts'
import { findChangeNumber } from '../../store/papers.ts'
import { type LiveIndex, saveIndex, writeSegment } from '../index/files/live-index.ts'
import { savePlan } from '../index/files/load-index.ts'
import type { Finding } from './check.ts'
import { checkIndex } from './search-index.ts'

let folder: string
let db: Db
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-index-'))
  db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
  await importRecords(db, [aPaper({ id: '2604.00001' as PaperId })])
})
afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

const check = (): Promise<Finding> => checkIndex(folder, { store: 'x', db })

async function saveOnePaper(given: Partial<LiveIndex> = {}): Promise<void> {
  const paper = { id: '1', title: 'Tides', abstract: 'We wait.', authors: [], day: 1, facets: [], votes: 0 }
  const segments = [await writeSegment(folder, 1, toSections(buildSegment([paper])))]
  const changeNumber = await findChangeNumber(db)
  const of = { store: 'x', changeNumber, model: undefined, plannedFor: 1, plan: undefined, segments }
  await saveIndex(folder, { ...of, ...given })
}

async function savePlanned(): Promise<void> {
  const sample = Float32Array.from({ length: 640 }, (_, at) => Math.sin(at))
  const plan = createDensePlan({ dimensions: 64, seed: 1, sample, lists: 0 })
  await savePlan(folder, plan)
  await saveOnePaper({ plan, model: 'm' })
}

function flip(name: string, at: (bytes: Buffer) => number): void {
  const path = join(folder, name)
  const bytes = readFileSync(path)
  const place = at(bytes)
  bytes[place] = (bytes[place] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

it('says how many papers a whole index holds', async () => {
  await savePlanned()

  expect(await check()).toEqual({
    outcome: 'ok',
    says: 'The search index holds 1 papers, by words and by meaning; every byte of it is whole.',
  })
})

it('has nothing to say where there is none yet, and makes nothing', async () => {
  expect(await check()).toMatchObject({ outcome: 'skipped' })
  expect(readdirSync(folder)).toEqual([])
})

const asFolder = (name: string) => () => {
  rmSync(join(folder, name))
  mkdirSync(join(folder, name))
}
it.each<[string, RegExp, () => void]>([
  ['a bit of a segment differs', /damaged \(terms\)/, () => flip('segment-1', (bytes) => bytes.indexOf('tide'))],
  ['a segment has grown', /after its end/, () => appendFileSync(join(folder, 'segment-1'), 'x')],
  ['a segment is a folder', /EISDIR/, asFolder('segment-1')],
  ['a segment is missing', /segment-1 cannot be read/, () => rmSync(join(folder, 'segment-1'))],
  ['a bit of the plan differs', /damaged \(plan\)/, () => flip('plan', () => 100)],
  ['the plan is a folder', /EISDIR/, asFolder('plan')],
  ['the plan is missing', /damaged \(plan\)/, () => rmSync(join(folder, 'plan'))],
  ['the manifest is a folder', /EISDIR/, asFolder('manifest.json')],
])('fails where %s, and says what to do', async (_, message, damage) => {
  await savePlanned()
  damage()

  const { outcome, says, mend } = await check()

  expect([outcome, mend]).toEqual(['failure', expect.stringContaining('broadsheet serve')])
  expect(says).toMatch(message)
})

it('fails where a file stands in the place of the folder', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')

  expect(await checkIndex(file, { store: 'x', db })).toMatchObject({
    outcome: 'failure',
    says: `${file} is no folder.`,
  })
})

it.each([
  ['that of another database', { store: 'y' }],
  ['ahead of the database', { changeNumber: 99_999_999 }],
])('warns of an index that is %s', async (says, given) => {
  await saveOnePaper(given)

  expect(await check()).toMatchObject({ outcome: 'warning', says: expect.stringContaining(says) as string })
})

it('tells how far an index is behind, and warns where a process keeps it all the same', async () => {
  await saveOnePaper({ changeNumber: 0 })
  const alone = await check()

  const lock = takeFileLock(join(folder, 'lock'))
  const kept = await check()
  lock?.release()

  expect([alone.outcome, kept.outcome]).toEqual(['ok', 'warning'])
  expect(alone.says).toMatch(/\d changes of the database are not in it yet; "broadsheet serve" brings them in/)
  expect(kept.says).toMatch(/\d changes of the database are not in it yet, though a process that runs keeps it/)
})
