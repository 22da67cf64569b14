import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Paper, PaperId } from '../../src/domain/paper.ts'
import { DocumentTokens } from '../../src/engine/index/build/document-tokens.ts'
import { answerSearch } from '../../src/services/index/answers/answer-search.ts'
import { createIndex, type FollowerDeps, followStore } from '../../src/services/index/follow-store.ts'
import { createIndexInUse } from '../../src/services/index/answers/index-in-use.ts'
import { toSnapshot } from '../../src/services/index/index-thread.ts'
import { type LiveIndex, removeStrays } from '../../src/services/index/files/live-index.ts'
import { loadIndex } from '../../src/services/index/files/load-index.ts'
import type { Db } from '../../src/store/db.ts'
import { aPaper } from '../support/builders.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

const WORDS = ['owls', 'tides', 'harbours', 'lanterns', 'glaciers', 'orchards', 'sparrows', 'meridians']

/** A paper of its own title; `n` makes its id and which of `WORDS` it is about. */
function paperOf(n: number, title = `A study of ${WORDS[n % WORDS.length]} in year ${n}`): Paper {
  const id = `2604.${String(n).padStart(5, '0')}` as PaperId
  return aPaper({ id, fields: { title, abstract: 'We look.', publishedAt: Date.UTC(2026, 3, 1 + n) } })
}

describe.each(dialects)('the search index on $dialect', (where) => {
  let db: Db
  let folder: string
  let deps: FollowerDeps
  beforeEach(async () => {
    db = await freshDatabase(where)
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-index-'))
    const signal = new AbortController().signal
    const tokens = new DocumentTokens()
    deps = { db, folder, store: 'here', model: undefined, tokens, signal, onPart: () => undefined }
  })
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true })
    await db.destroy()
  })

  /** The index once there is nothing more to do. */
  async function follow(index: LiveIndex): Promise<LiveIndex> {
    const next = await followStore(index, deps)
    return next === index ? index : follow(next)
  }

  async function load(): Promise<LiveIndex> {
    const loaded = await loadIndex(folder, 'here', undefined)
    if ('reason' in loaded) throw new Error(loaded.reason)
    return loaded.index
  }

  function find(index: LiveIndex, text: string): string[] {
    const inUse = createIndexInUse(undefined)
    inUse.use(toSnapshot(index, 1, undefined, true))
    const question = { kind: 'search', text, mode: 'lexical', order: 'date', like: [], unlike: [] } as const
    const { hits } = answerSearch(inUse.engine(), { ...question, offset: 0, size: 100, explain: false })
    return hits.map(({ id }) => id.slice(5))
  }

  test('finds what was imported, newest first when asked so', async () => {
    await importRecords(
      db,
      [1, 9, 2, 17].map((n) => paperOf(n)),
    )

    const index = await follow(createIndex(deps))

    expect(find(index, 'tides')).toEqual(['00017', '00009', '00001'])
    expect(find(index, 'harbour')).toEqual(['00002'])
  })

  test('follows changes: what a paper no longer says is not found, what it now says is, and never twice', async () => {
    await importRecords(db, [paperOf(1), paperOf(2)])
    const before = await follow(createIndex(deps))
    await importRecords(db, [{ ...paperOf(1, 'A study of volcanoes'), origins: aPaper({ origin: { at: 2 } }).origins }])

    const index = await follow(before)

    expect(find(index, 'tides')).toEqual([])
    expect(find(index, 'volcanoes')).toEqual(['00001'])
    expect(find(index, 'study')).toEqual(['00002', '00001'])
  })

  test('is after a restart what it was, and goes on where it stopped', async () => {
    await importRecords(db, [paperOf(1), paperOf(2)])
    await follow(createIndex(deps))
    await importRecords(db, [paperOf(3)])

    const index = await follow(await load())

    expect(index.segments).toHaveLength(2)
    expect(find(index, 'study')).toEqual(['00003', '00002', '00001'])
  })

  test('merges small segments, and finds the same as before', async () => {
    let index = createIndex(deps)
    for (let n = 1; n <= 20; n++) {
      await importRecords(db, [paperOf(n)])
      index = await followStore(index, deps)
    }
    const found = WORDS.map((word) => find(index, word))

    const merged = await follow(index)
    await removeStrays(folder, merged)

    expect(merged.segments.length).toBeLessThan(index.segments.length)
    expect(WORDS.map((word) => find(merged, word))).toEqual(found)
    expect(readdirSync(folder).filter((name) => name.startsWith('segment-'))).toHaveLength(merged.segments.length)
  })

  test('is the same whether it was built at once or change by change', async () => {
    const papers = Array.from({ length: 30 }, (_, n) => paperOf(n))
    let followed = createIndex(deps)
    for (const paper of papers) {
      await importRecords(db, [paper])
      followed = await followStore(followed, deps)
    }
    const built = await followStore(createIndex(deps), deps)

    const asked = [...WORDS, 'study -tides', '"study of owls"', 'gla*', 'date:2026-04-10..2026-04-20', 'year']
    expect(asked.map((text) => find(followed, text))).toEqual(asked.map((text) => find(built, text)))
  })

  /** Why an index is refused; else the papers that it finds, which are then to be the right ones. */
  async function loadOrRefuse(): Promise<string> {
    const loaded = await loadIndex(folder, 'here', undefined)
    if ('reason' in loaded) return 'refused'
    expect(find(loaded.index, 'tides')).toEqual(['00001'])
    return 'as before'
  }

  test('that lost any of its files, or one bit of them, is not used', async () => {
    await importRecords(db, [paperOf(1), paperOf(2)])
    await follow(createIndex(deps))
    const names = readdirSync(folder)

    for (const name of names) {
      const path = join(folder, name)
      const bytes = readFileSync(path)
      for (const place of [0, bytes.length >> 2, bytes.length >> 1, bytes.length - 1]) {
        const broken = Buffer.from(bytes)
        broken[place] = (broken[place] ?? 0) ^ 4
        writeFileSync(path, broken)
        // A byte between two sections, which only fills up, changes nothing.
        expect(await loadOrRefuse(), `${name} at ${place}`).toEqual(bytes[place] === 0 ? expect.anything() : 'refused')
      }
      truncateSync(path, bytes.length >> 1)
      expect(await loadIndex(folder, 'here', undefined), `${name}, half of it`).toHaveProperty('reason')
      rmSync(path)
      expect(await loadIndex(folder, 'here', undefined), `${name}, none of it`).toHaveProperty('reason')
      writeFileSync(path, bytes)
    }
    expect(find(await load(), 'tides')).toEqual(['00001'])
  })

  test('whose segments have changed their names, or grown, is not used', async () => {
    await importRecords(db, [paperOf(1)])
    const first = await follow(createIndex(deps))
    await importRecords(db, [paperOf(2)])
    await follow(first)
    const [one, two] = ['segment-1', 'segment-2'].map((name) => join(folder, name)) as [string, string]
    const bytes = [readFileSync(one), readFileSync(two)] as const

    writeFileSync(one, bytes[1])
    writeFileSync(two, bytes[0])
    const swapped = await loadIndex(folder, 'here', undefined)
    writeFileSync(one, Buffer.concat([bytes[0], Buffer.alloc(8)]))
    writeFileSync(two, bytes[1])
    const grown = await loadIndex(folder, 'here', undefined)
    writeFileSync(one, bytes[0])

    expect(swapped).toEqual({
      reason: expect.stringMatching(/not the file that was written under this name/) as string,
    })
    expect(grown).toEqual({ reason: expect.stringMatching(/after its end/) as string })
    expect(find(await load(), 'tides')).toEqual(['00001'])
  })

  test('written by an older version, which did not say what its segments hold, is not used', async () => {
    await importRecords(db, [paperOf(1)])
    await follow(createIndex(deps))
    const path = join(folder, 'manifest.json')
    const { body } = JSON.parse(readFileSync(path, 'utf8')) as { body: string }

    const older = body.replace('"format":2', '"format":1')
    writeFileSync(path, JSON.stringify({ checksum: crc32(older), body: older }))

    expect(older).not.toBe(body)
    expect(await loadIndex(folder, 'here', undefined)).toEqual({
      reason: expect.stringMatching(/format 1 is not 2/) as string,
    })
  })

  test('of another store or another embedding is not used', async () => {
    await importRecords(db, [paperOf(1)])
    await follow(createIndex(deps))

    expect(await loadIndex(folder, 'there', undefined)).toEqual({ reason: 'it is the index of another database' })
    expect(await loadIndex(folder, 'here', 'newer')).toEqual({ reason: 'it was made with another embedding' })
  })
})
