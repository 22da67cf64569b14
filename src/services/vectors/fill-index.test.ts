import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aPaper } from '../../../test/support/builders.ts'
import { hashedWords } from '../../../test/support/embedding-server.ts'
import { importRecords } from '../../../test/support/records.ts'
import { toPlanBytes } from '../../engine/embed/dense-plan.ts'
import { DocumentTokens } from '../../engine/index/build/document-tokens.ts'
import type { PaperId } from '../../domain/paper.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'
import { createIndex, type FollowerDeps, followStore } from '../index/follow-store.ts'
import { createIndexInUse } from '../index/answers/index-in-use.ts'
import { toSnapshot } from '../index/index-thread.ts'
import type { LiveIndex } from '../index/files/live-index.ts'
import { loadIndex } from '../index/files/load-index.ts'
import { toEmbeddedText, toTextKey } from './document-text.ts'
import { fillIndex } from './fill-index.ts'
import { beginKeptVectors, type KeptVectors } from './kept-vectors.ts'
import { MissingVectors } from './missing-vectors.ts'
import { placeByKept } from './place-kept.ts'

const DIMENSIONS = 64

let folder: string
let db: Db
let kept: KeptVectors
let deps: FollowerDeps
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-fill-'))
  db = openDatabase(`sqlite:${join(folder, 'broadsheet.db')}`)
  await migrateToLatest(db)
  kept = await beginKeptVectors(folder, 'tag', vectorOf('probe'))
  const [signal, tokens] = [new AbortController().signal, new DocumentTokens()]
  deps = { db, folder, store: 'here', model: undefined, tokens, signal, onPart: () => undefined }
})
afterEach(async () => {
  kept.close()
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

function vectorOf(text: string): Float32Array {
  const vector = Float32Array.from(hashedWords(0, DIMENSIONS)(text))
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

const titleOf = (n: number): string => `Owls of ${'abcdefghijklmnop'[n]}land`

/** Imports papers one by one; each becomes a segment. */
async function follow(index: LiveIndex, numbers: readonly number[]): Promise<LiveIndex> {
  let next = index
  for (const n of numbers) {
    const fields = { title: titleOf(n), abstract: 'We look.', publishedAt: Date.UTC(2026, 3, 1 + n) }
    await importRecords(db, [aPaper({ id: `2604.${10_000 + n}` as PaperId, fields })])
    next = await followStore(next, deps)
  }
  return next
}

function keepVectors(numbers: readonly number[]): void {
  const texts = numbers.map((n) => toEmbeddedText({ title: titleOf(n), abstract: 'We look.' }))
  kept.add(texts.map((text) => ({ key: toTextKey(text), vector: vectorOf(text) })))
}

/** Fills until there is nothing more to do; what is kept counts as asked for. */
async function fill(index: LiveIndex): Promise<LiveIndex> {
  const missing = new MissingVectors()
  let next = index
  for (let before: LiveIndex | undefined; before !== next;) {
    before = next
    missing.see(next)
    for (let part = missing.take(100); part; part = missing.take(100)) {
      for (const { document, id } of part.documents) {
        const key = toTextKey(toEmbeddedText({ title: titleOf(Number(id.slice(5)) - 10_000), abstract: 'We look.' }))
        if (kept.has(key)) part.filling.found.set(document, key)
      }
      part.filling.underWay -= part.documents.length
    }
    next = await fillIndex(next, deps, kept, missing)
  }
  return next
}

/** The papers nearest to one, by their numbers; `undefined` where nothing can be searched by meaning. */
function listNearest(index: LiveIndex, n: number): number[] | undefined {
  const inUse = createIndexInUse({ isWord: undefined })
  inUse.use(toSnapshot(index, 1, index.plan && toPlanBytes(index.plan), true, { name: kept.name, probe: kept.probe }))
  const { searcher, meaning } = inUse.engine()
  const query = vectorOf(toEmbeddedText({ title: titleOf(n), abstract: 'We look.' }))
  return meaning?.dense.search(query, { limit: 100 }).map((hit) => Number(searcher.idOf(hit).slice(5)) - 10_000)
}

const byServer = (): Partial<FollowerDeps> => ({ model: placeByKept(kept), countKnown: () => kept.count() })
const numbersTo = (end: number): number[] => Array.from({ length: end }, (_, n) => n)

test('an index of words alone gets the vectors that are known, and those that come later', async () => {
  let index = await follow(createIndex(deps), numbersTo(6))
  deps = { ...deps, ...byServer() }
  const none = listNearest(await fill(index), 1)
  keepVectors([1, 2, 3])
  index = await fill(index)
  const some = listNearest(index, 1)
  keepVectors([0, 4, 5])
  index = await fill(index)

  expect(none).toBeUndefined()
  expect([some?.[0], some?.length]).toEqual([1, 3])
  expect(listNearest(index, 4)?.[0]).toBe(4)
  expect(listNearest(index, 4)).toHaveLength(6)
})

test('a merge of segments with vectors and segments without is one without, which gets them all again', async () => {
  let index = await follow(createIndex(deps), numbersTo(4))
  keepVectors(numbersTo(4))
  deps = { ...deps, ...byServer() }
  const missing = new MissingVectors()
  missing.see(index)
  index = await fillIndex(index, deps, kept, missing) // plans; no segment has vectors yet
  index = await follow(index, [4, 5, 6, 7])
  const before = index.segments.length
  index = await followStore(index, deps)
  const merged = listNearest(index, 5)
  keepVectors([4, 5, 6, 7])
  index = await fill(index)

  expect([before, index.segments.length, merged]).toEqual([8, 1, undefined])
  expect(listNearest(index, 5)).toHaveLength(8)
  expect(listNearest(index, 5)?.[0]).toBe(5)
})

test('what was filled is read again after a restart, and so is an index that has words alone yet', async () => {
  const words = await follow(createIndex(deps), numbersTo(3))
  const early = await loadIndex(folder, 'here', kept.name, true)
  keepVectors(numbersTo(3))
  deps = { ...deps, ...byServer() }
  const filled = await fill(words)
  const late = await loadIndex(folder, 'here', kept.name, true)

  expect('index' in early && early.index.segments).toHaveLength(words.segments.length)
  expect('index' in late && listNearest(late.index, 2)).toEqual(listNearest(filled, 2))
  expect(await loadIndex(folder, 'here', undefined, true)).toEqual({ reason: 'it was made with another embedding' })
  expect(await loadIndex(folder, 'here', 'tag.another', true)).toEqual({ reason: 'it was made with another embedding' })
})
