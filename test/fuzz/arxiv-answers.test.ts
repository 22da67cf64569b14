import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { anArxiv, readArxivFixture } from '../support/arxiv-answers.ts'
import { aContext } from '../support/harvest-context.ts'
import { mutateXml } from '../support/mutated-xml.ts'
import { findArxivId } from '../../src/domain/arxiv-id.ts'
import { AppError } from '../../src/domain/error.ts'
import type { Harvest } from '../../src/domain/harvest.ts'
import type { Paper, PaperId } from '../../src/domain/paper.ts'
import { isDay } from '../../src/domain/time.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { readPapers } from '../../src/sources/read-papers.ts'

/** `npm run fuzz` asks for more. */
const MUTATIONS = Number(process.env['MUTATIONS'] ?? 2000)
const WIRE = new URL('../../../shared/data/wire/', import.meta.url)
const MOST_GROWTH_BYTES = 64e6

type Document = { name: string; xml: string; key: string }

const OAI = 'changed cs:cs:CV 2026-04-06 2026-04-08'
const OWN: Document[] = [
  { name: 'oai-raw.xml', key: OAI },
  { name: 'oai-arxiv.xml', key: 'papers oai 1 2604.00011' },
  { name: 'announced.rss.xml', key: 'announced 2026-04-08' },
  { name: 'announced.atom.xml', key: 'announced 2026-04-08' },
  { name: 'feed.xml', key: 'submitted 2026-04-08' },
  { name: 'feed.xml', key: 'papers api 0 2604.00011,hep-th/0701041' },
].map(({ name, key }) => ({ name, key, xml: readArxivFixture(name) }))

/** Every answer that was recorded: of the query API as JSON with the text in it, of OAI-PMH as it came. */
function listRecorded(): Document[] {
  return readdirSync(WIRE).flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, WIRE)).flatMap((name) => {
      const text = readFileSync(new URL(`${folder}/${name}`, WIRE), 'utf8')
      if (name.endsWith('.xml')) return [{ name, xml: text, key: OAI }]
      if (folder !== 'arxiv_api_atom') return []
      return [{ name, xml: (JSON.parse(text) as { body: string }).body, key: 'submitted 2026-04-08' }]
    }),
  )
}

/** What of a harvest could not be kept, or should not be. */
function listFlaws({ items, announced, withdrawn }: Harvest): string[] {
  const papers = items.flatMap((item) => ('paper' in item ? [item.paper] : []))
  const ids = [...papers, ...(announced?.papers ?? []), ...(withdrawn ?? [])].map(({ id }) => id)
  // Neither NUL nor half a surrogate pair, which JSON.stringify writes as escapes.
  const isUnkeepable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(JSON.stringify(papers))
  return [
    ...ids.filter((id) => !isKey(id)).map((id) => `id ${id}`),
    ...papers.flatMap(listFlawsOfPaper),
    ...(isUnkeepable ? ['text that no database keeps'] : []),
  ]
}

/** A file that is no feed of arXiv any more may be one of somebody else, whose papers have other keys. */
function isKey(id: PaperId): boolean {
  return findArxivId(id)?.id === (id as string) || /^(?:doi|title):\S/.test(id)
}

function listFlawsOfPaper({ id, fields, origins }: Paper): string[] {
  const { title, publishedAt, updatedAt, withdrawnAt, announcedDay, version } = fields
  const flaws = title.trim() === '' ? [`no title of ${id}`] : []
  const instants = [publishedAt, updatedAt, withdrawnAt, ...Object.values(origins).map(({ at }) => at)]
  if (instants.some((at) => at !== undefined && !Number.isFinite(at))) flaws.push(`instant of ${id}`)
  if (announcedDay !== undefined && !isDay(announcedDay)) flaws.push(`day of ${id}`)
  if (version !== undefined && !(version >= 1 && version < 10_000)) flaws.push(`version of ${id}`)
  return flaws
}

/** What becomes of an answer, by harvest and as a file; how often it was kept. @throws what no reader may throw */
async function tryAnswer(bytes: Uint8Array, key: string): Promise<{ kept: number; flaws: string[] }> {
  const told = { kept: 0, flaws: [] as string[] }
  const { source } = anArxiv([bytes, bytes], { categories: ['cs.CV', 'cs.CL', 'stat.ML'] })
  try {
    told.flaws = listFlaws(await source.harvest(key, undefined, aContext()))
    told.kept++
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
  }
  try {
    for await (const items of readPapers(inOne(bytes)))
      told.flaws.push(...listFlaws({ items: items.flatMap((item) => ('wanted' in item ? [] : [item])) }))
    told.kept++
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error
  }
  return told
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}

/** Bytes in use after all that can be let go was. */
function measureHeap(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().heapUsed
}

async function fuzz(documents: readonly Document[], count: number): Promise<{ kept: number; grownBytes: number }> {
  let [kept, before] = [0, 0]
  for (let seed = 0; seed < count; seed++) {
    // What is compiled and kept once is not growth.
    if (seed === Math.floor(count / 4)) before = measureHeap()
    const { xml, key, name } = documents[seed % documents.length]!
    const told = await tryAnswer(mutateXml(xml, seed), key)
    expect(told.flaws, `${name}, mutation ${seed}`).toEqual([])
    kept += told.kept
  }
  return { kept, grownBytes: measureHeap() - before }
}

describe('an answer of arXiv, however spoilt, is read in part or refused by name, and leaves nothing behind', () => {
  const timeout = 60_000 + MUTATIONS * 60

  test('of those that were written for these tests', { timeout }, async () => {
    const { kept, grownBytes } = await fuzz(OWN, MUTATIONS)

    // Both happen, or the mutations are too harsh or too mild to show anything.
    expect(kept).toBeGreaterThan(MUTATIONS / 10)
    expect(kept).toBeLessThan(MUTATIONS * 1.9)
    expect(grownBytes).toBeLessThan(MOST_GROWTH_BYTES)
  })

  test.skipIf(!existsSync(WIRE))(
    'of every recorded one (skipped where ../shared/data/wire is absent)',
    { timeout },
    async () => {
      const documents = listRecorded()

      const { kept, grownBytes } = await fuzz(documents, MUTATIONS)

      expect(documents).toHaveLength(54)
      expect(kept).toBeGreaterThan(MUTATIONS / 10)
      expect(grownBytes).toBeLessThan(MOST_GROWTH_BYTES)
    },
  )
})
