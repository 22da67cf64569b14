import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mutateBytes } from '../support/mutated-bytes.ts'
import { mutateJson } from '../support/mutated-json.ts'
import { mutateXml } from '../support/mutated-xml.ts'
import { mutate } from '../support/mutations.ts'
import { AppError } from '../../src/domain/error.ts'
import type { Paper } from '../../src/domain/paper.ts'
import type { AskUpstream, FileItem } from '../../src/domain/ports.ts'
import { isDay } from '../../src/domain/time.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { createBiorxivSource } from '../../src/sources/biorxiv/source.ts'
import { createFeedSource } from '../../src/sources/feeds/source.ts'
import { createOpenreviewSource } from '../../src/sources/openreview/source.ts'
import { readPapers } from '../../src/sources/read-papers.ts'
import { aContext } from '../support/harvest-context.ts'

/** `npm run fuzz` asks for more. */
const MUTATIONS = Number(process.env['MUTATIONS'] ?? 2000)
const TIMEOUT_MS = 60_000 + MUTATIONS * 30
const FIXTURES = new URL('../fixtures/', import.meta.url)
const FEED = 'https://birds.example/feed'

const FILES = ['library.bib', 'library.ris', 'csl.json', 'zotero.json', 'zotero.rdf', 'to-read.txt']
const FEEDS = ['journal.rss.xml', 'arxiv.rss.xml', 'preprints.rdf', 'lab.atom.xml', 'lab.json']

type Read = (bytes: Uint8Array) => Promise<readonly FileItem[]>

/** One answer, whatever is asked. */
function answering(bytes: Uint8Array): AskUpstream {
  return () => Promise.resolve({ status: 200, bytes, type: '', at: Date.UTC(2026, 10, 20), validator: {}, url: FEED })
}

const readFile: Read = async (bytes) => {
  const items: FileItem[] = []
  for await (const batch of readPapers(toStream(bytes))) items.push(...batch)
  return items
}

const readAsFeed: Read = async (bytes) => {
  const source = createFeedSource({ ask: answering(bytes), feeds: [FEED] })
  const [task] = source.planStart?.(0) ?? []
  return (await source.harvest(task?.key ?? '', undefined, aContext())).items
}

const readPreprints: Read = async (bytes) => {
  const ask = answering(bytes)
  const source = createBiorxivSource({ ask, server: 'biorxiv', address: 'https://api.example', categories: [] })
  return (await source.harvest('posted 2026-11-18 to 2026-11-20', undefined, aContext())).items
}

const readSubmissions: Read = async (bytes) => {
  const source = createOpenreviewSource({ ask: answering(bytes), address: 'https://api.example', venues: [] })
  return (await source.harvest('ICLR.cc/2027/Conference on 2026-11-20', undefined, aContext())).items
}

async function* toStream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}

const KEY = /^(?:\d{4}\.\d{4,5}|[a-z-]+\/\d{7}|doi:10\.\d{4,9}\/\S+|openreview:[\w-]+|title:[0-9a-f]{16})$/

/** What of a paper could not be kept, or should not be. */
function listFlaws({ id, fields, origins }: Paper): string[] {
  const flaws: string[] = []
  // Neither NUL nor half a surrogate pair, which JSON.stringify writes as escapes.
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(JSON.stringify([id, fields]))) flaws.push('cannot be kept')
  if (!KEY.test(id)) flaws.push('no key')
  if (fields.title.trim() === '') flaws.push('no title')
  const instants = [fields.publishedAt, fields.updatedAt, ...Object.values(origins).map(({ at }) => at)]
  if (instants.some((at) => at !== undefined && !Number.isFinite(at))) flaws.push('no instant')
  const { version = 1 } = fields
  if (!(version >= 1 && version < 10_000)) flaws.push('no version')
  if (fields.announcedDay !== undefined && !isDay(fields.announcedDay)) flaws.push('no day')
  if (Object.values(fields as object).includes(undefined)) flaws.push('an absent field that is there')
  return flaws.map((flaw) => `${id}: ${flaw}`)
}

/** Reads what became of a text in many ways of damage; how often there were papers, and how often it was refused. */
async function fuzz(name: string, read: Read): Promise<{ kept: number; refused: number }> {
  const text = readFileSync(new URL(name, FIXTURES), 'utf8')
  let [kept, refused, seed] = [0, 0, 0]
  for (const damaged of mutate(text, MUTATIONS)) {
    try {
      const items = await read(damage(text, damaged, ++seed))
      const flaws = items.flatMap((item) => ('paper' in item ? listFlaws(item.paper) : []))
      expect(flaws, `${name}, mutation ${seed}`).toEqual([])
      if (items.some((item) => !('fault' in item))) kept++
    } catch (error) {
      if (!(error instanceof UpstreamError) && !(error instanceof AppError && error.code === 'invalid')) throw error
      refused++
    }
  }
  return { kept, refused }
}

/** As text, as bytes, and as the XML or JSON that it is. */
function damage(text: string, damaged: string, seed: number): Uint8Array {
  if (seed % 4 === 0) return Buffer.from(damaged)
  if (seed % 4 === 1) return mutateBytes(Buffer.from(text), seed)
  if (/^[[{]/.test(text)) return mutateJson(text, seed)
  return text.startsWith('<') ? mutateXml(text, seed) : Buffer.from(damaged)
}

describe('spoilt, it is read in part or refused by name', () => {
  test.each(FILES)('a file: %s', { timeout: TIMEOUT_MS }, async (name) => {
    const { kept } = await fuzz(`libraries/${name}`, readFile)

    expect(kept).toBeGreaterThan(MUTATIONS / 10)
  })

  test.each(FEEDS)('a feed: %s', { timeout: TIMEOUT_MS }, async (name) => {
    const { kept, refused } = await fuzz(`feeds/${name}`, readAsFeed)

    // Both happen, or the damage is too great or too small to show anything.
    expect(kept).toBeGreaterThan(MUTATIONS / 10)
    expect(refused).toBeGreaterThan(MUTATIONS / 100)
  })

  test.each([
    ['biorxiv/details.json', readPreprints],
    ['openreview/notes.json', readSubmissions],
  ])('an answer: %s', { timeout: TIMEOUT_MS }, async (name, read) => {
    const { kept, refused } = await fuzz(name, read)

    expect(kept).toBeGreaterThan(MUTATIONS / 10)
    expect(refused).toBeGreaterThan(MUTATIONS / 100)
  })
})
