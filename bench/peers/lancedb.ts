// Run by search.ts where LanceDB is installed: the same papers, words and vectors in the fastest library that was found.
//   node bench/peers/lancedb.ts FOLDER PAPERS
// Its words are ours, so that both find the same papers; it is given no authors. A time is the best of three passes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Model } from '../../src/engine/embed/model.ts'
import { analyse, toTerm } from '../../src/engine/text/analyzer.ts'
import { loadModel } from '../../src/services/load-model.ts'
import { percentile } from '../load.ts'
import type { Asked, LanceDb, Row, Table } from './lancedb-calls.ts'
import { hasRealPapers, mixPapers, readRealPapers, samplePapersAsDocuments } from '../paper-corpus.ts'

const [folder = '', papers = ''] = process.argv.slice(2)
const count = Number(papers)
const LIMIT = 10
const PASSES = 3
const PER_ADD = 10_000
const LONGEST_WAIT_SECONDS = 3600
/** Lists looked through and how many more than wanted are compared in full: from fast to found. */
const PROBES = [
  { nprobes: 20, refine: 5 },
  { nprobes: 40, refine: 10 },
]

type Query = { text: string; vector: Float32Array }

const lancedb = (await import('@lancedb/lancedb' as string)) as LanceDb
const model = await loadModel()
if (!model) throw new Error('assets/embedding.bin is missing')
const table = await fill(model)
const words = JSON.parse(readFileSync(join(folder, 'bench', 'queries.json'), 'utf8')) as string[][]
const queries = words.map((query): Query => {
  return { text: query.map(toTerm).join(' '), vector: model.encode(query.join(' ')).vector }
})
await measureWords()
await measureMeaning()
await measureBoth()

async function fill(encoder: Model): Promise<Table> {
  const documents = hasRealPapers() ? mixPapers(await readRealPapers(count), count) : samplePapersAsDocuments(count)
  const db = await lancedb.connect(join(folder, 'lancedb'))
  let filled: Table | undefined
  let number = 0
  while (number < count) {
    const rows = Array.from({ length: Math.min(PER_ADD, count - number) }, () => {
      const { title, abstract } = documents.next().value!
      const text = analyse(`${title} ${abstract}`).reduce((all, { term }) => `${all} ${term}`, '')
      return { id: number++, text, vector: Array.from(encoder.encode({ title, abstract }).vector) }
    })
    if (filled) await filled.add(rows)
    else filled = await db.createTable('papers', rows)
  }
  const before = process.cpuUsage()
  const options = { withPosition: false, baseTokenizer: 'whitespace', stem: false, removeStopWords: false }
  await filled!.createIndex('text', {
    config: lancedb.Index.fts({ ...options, lowercase: false, asciiFolding: false }),
  })
  const lists = 2 ** Math.round(Math.log2(Math.sqrt(count)))
  await filled!.createIndex('vector', { config: lancedb.Index.ivfRq({ numPartitions: lists, distanceType: 'cosine' }) })
  await filled!.waitForIndex(['text_idx', 'vector_idx'], LONGEST_WAIT_SECONDS)
  const { user, system } = process.cpuUsage(before)
  console.log(
    `LanceDB: both indexes of ${count.toLocaleString('en')} papers in ${((user + system) / 1e6).toFixed(0)} s of the processor, text and vectors given`,
  )
  return filled!
}

async function measureWords(): Promise<void> {
  for (const [name, operator] of Object.entries({ OR: lancedb.Operator.Or, AND: lancedb.Operator.And })) {
    await tell(name, ({ text }) => {
      const match = new lancedb.MatchQuery(text, 'text', { operator })
      return table.query().fullTextSearch(match).select(['id', '_score']).limit(LIMIT)
    })
  }
}

async function measureMeaning(): Promise<void> {
  const exact: Set<unknown>[] = []
  for (const { vector } of queries) {
    const rows = await table
      .query()
      .nearestTo(vector)
      .bypassVectorIndex()
      .select(['id', '_distance'])
      .limit(LIMIT)
      .toArray()
    exact.push(new Set(rows.map(({ id }) => id)))
  }
  for (const { nprobes, refine } of PROBES) {
    const found = await tell(`meaning, ${nprobes} lists, ${refine} times as many compared`, ({ vector }) =>
      table.query().nearestTo(vector).nprobes(nprobes).refineFactor(refine).select(['id', '_distance']).limit(LIMIT),
    )
    const hits = found.reduce((sum, rows, i) => sum + rows.filter(({ id }) => exact[i]!.has(id)).length, 0)
    console.log(`  recall@${LIMIT} ${(hits / (LIMIT * queries.length)).toFixed(3)}`)
  }
}

async function measureBoth(): Promise<void> {
  const reranker = await lancedb.rerankers.RRFReranker.create()
  const [{ nprobes, refine } = { nprobes: 20, refine: 5 }] = PROBES
  // It fails on a vector without direction, which words that the model does not know have.
  const directed = queries.filter(({ vector }) => vector.some((value) => value !== 0))
  const ask = ({ text, vector }: Query): Asked =>
    table
      .query()
      .nearestTo(vector)
      .nprobes(nprobes)
      .refineFactor(refine)
      .fullTextSearch(new lancedb.MatchQuery(text, 'text'))
      .rerank(reranker)
      .limit(LIMIT)
  await tell('hybrid, by ranks', ask, directed)
}

/** Prints the times of a kind of query, and gives what was found last. */
async function tell(name: string, ask: (query: Query) => Asked, asked = queries): Promise<Row[][]> {
  const best = asked.map(() => Infinity)
  const found: Row[][] = []
  for (let pass = 0; pass < PASSES; pass++) {
    for (const [i, query] of asked.entries()) {
      const begin = performance.now()
      found[i] = await ask(query).toArray()
      best[i] = Math.min(best[i]!, performance.now() - begin)
    }
  }
  best.sort((a, b) => a - b)
  const times = `p50 ${percentile(best, 0.5).toFixed(2)} ms, p95 ${percentile(best, 0.95).toFixed(2)} ms`
  console.log(`LanceDB, ${name}: ${times}`)
  return found
}
