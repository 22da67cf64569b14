import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildSegment } from '../../engine/index/index-builder.ts'
import { toSections } from '../../engine/index/segment-sections.ts'
import { saveIndex, writeSegment } from '../index/live-index.ts'
import { checkIndex } from './search-index.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'broadsheet-index-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function saveOnePaper(): Promise<void> {
  const paper = { id: '1', title: 'Tides', abstract: 'We wait.', authors: [], day: 1, facets: [], votes: 0 }
  const segment = buildSegment([paper])
  const segments = [await writeSegment(folder, 1, toSections(segment))]
  await saveIndex(folder, { store: 'x', changeNumber: 1, model: undefined, plannedFor: 1, plan: undefined, segments })
}

it('says how many papers a whole index holds', async () => {
  await saveOnePaper()

  expect(await checkIndex(folder)).toMatchObject({
    outcome: 'ok',
    says: expect.stringContaining('holds 1 papers') as string,
  })
})

it('has nothing to say where there is none yet', async () => {
  expect(await checkIndex(folder)).toMatchObject({ outcome: 'skipped' })
})

it('fails where a bit differs, and says what to do', async () => {
  await saveOnePaper()
  const path = join(folder, 'segment-1')
  const bytes = readFileSync(path)
  const place = bytes.indexOf('tide')
  bytes[place] = (bytes[place] ?? 0) ^ 1
  writeFileSync(path, bytes)

  const { outcome, says, mend } = await checkIndex(folder)

  expect([outcome, mend]).toEqual(['failure', expect.stringContaining('broadsheet serve')])
  expect(says).toMatch(/damaged \(terms\)/)
})
