// Run by search.ts on the index that it built: a fresh process, so that start and memory are those of a search alone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DocumentTokens } from '../src/engine/index/build/document-tokens.ts'
import type { IndexedDocument } from '../src/engine/index/document.ts'
import { toPlanBytes } from '../src/engine/embed/dense-plan.ts'
import { parseQuery } from '../src/engine/query/parse-query.ts'
import { searchHybrid } from '../src/engine/rank/hybrid.ts'
import { loadModel } from '../src/services/load-model.ts'
import { buildSegments } from '../src/services/index/build-index.ts'
import { createIndexInUse } from '../src/services/index/answers/index-in-use.ts'
import { toSnapshot } from '../src/services/index/index-thread.ts'
import { writeSegment } from '../src/services/index/files/live-index.ts'
import { loadIndex } from '../src/services/index/files/load-index.ts'
import { percentile } from './load.ts'

const LIMIT = 10
const NEW_ROUNDS = 7
const PAGE = 1000 // what a page asks for: it counts filters over the best thousand
const LAST_PERCENT_DAYS = 127

const [folder = ''] = process.argv.slice(2)
const begin = performance.now()
const model = await loadModel()
const loaded = await loadIndex(folder, 'bench', model?.name)
if ('reason' in loaded) throw new Error(loaded.reason)
const { index } = loaded
const inUse = createIndexInUse(model)
const plan = index.plan && toPlanBytes(index.plan)
inUse.use(toSnapshot(index, 1, plan, true))
const [words, earlier] = ['queries.json', 'earlier.json'].map(
  (name) => JSON.parse(readFileSync(join(folder, 'bench', name), 'utf8')) as string[][],
) as [string[][], string[][]]
const { hits } = searchHybrid(inUse.engine(), parseQuery((words[0] ?? []).join(' ')), { mode: 'hybrid', limit: LIMIT })
console.log(`cold start, every byte checked, to the first answer: ${(performance.now() - begin).toFixed(0)} ms`)

const { searcher } = inUse.engine()
const latest = Math.max(
  ...hits.map((hit) => searcher.dayOf(hit.hit)),
  ...index.segments.map((_, segment) => newestOf(segment)),
)
const from = new Date((latest - LAST_PERCENT_DAYS) * 86_400_000).toISOString().slice(0, 10)
measure('hybrid', '', 'hybrid', LIMIT)
measure(`hybrid, date:${from}..`, ` date:${from}..`, 'hybrid', LIMIT)
measure('hybrid, cat:cs.LG', ' cat:cs.LG', 'hybrid', LIMIT)
measure('words alone', '', 'lexical', LIMIT)
measure('meaning alone', '', 'dense', LIMIT)
measure(`hybrid, the best ${PAGE}`, '', 'hybrid', PAGE)
tellMemory('of what searches')
await measureNew()
tellMemory('of it and of what built the new papers')

function tellMemory(whose: string): void {
  const { rss } = process.memoryUsage()
  console.log(`memory ${whose}: ${Math.round(rss / 1e6).toLocaleString('en')} MB`)
}

function newestOf(segment: number): number {
  const { to } = searcher.filterBits(undefined, segment)
  return searcher.dayOf({ segment, document: to - 1 })
}

function measure(name: string, filter: string, mode: 'hybrid' | 'lexical' | 'dense', limit: number): void {
  const engine = inUse.engine()
  const time = (list: string[]): number => {
    const query = parseQuery(list.join(' ') + filter)
    const start = performance.now()
    searchHybrid(engine, query, { mode, limit })
    return performance.now() - start
  }
  earlier.forEach(time)
  const times = words.map(time)
  times.sort((a, b) => a - b)
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)]
  console.log(`${name.padEnd(28)} p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`)
}

/**
 * What it takes until papers that just came are found, but for reading them from the database. Half of them come to a
 * thread that has just started, the other half after them.
 */
async function measureNew(): Promise<void> {
  const late = JSON.parse(readFileSync(join(folder, 'bench', 'late.json'), 'utf8')) as IndexedDocument[]
  const halves = [late.slice(0, late.length / 2), late.slice(late.length / 2)]
  const [first, later]: [NewTimes[], NewTimes[]] = [[], []]
  for (let round = 0; round < NEW_ROUNDS; round++) {
    const tokens = new DocumentTokens()
    for (const [i, half] of halves.entries())
      (i === 0 ? first : later).push(await indexNew(half, tokens, round * 2 + i))
  }
  tellNew('the first after a start', first)
  tellNew('later ones', later)
}

/** Milliseconds: of the processor for building their segment, and in all until they are found. */
type NewTimes = { work: number; found: number }

async function indexNew(papers: IndexedDocument[], tokens: DocumentTokens, number: number): Promise<NewTimes> {
  const meaning = model && index.plan && { model, plan: index.plan }
  const start = performance.now()
  const before = process.cpuUsage()
  let work = 0
  for await (const { documentCount, sections } of buildSegments(oneOf(papers), meaning, papers.length, tokens)) {
    const { user, system } = process.cpuUsage(before)
    work += (user + system) / 1000
    const segment = await writeSegment(folder, documentCount, sections)
    inUse.use(toSnapshot({ ...index, segments: [...index.segments, segment] }, number + 2, plan, true))
  }
  return { work, found: performance.now() - start }
}

function tellNew(which: string, times: NewTimes[]): void {
  const medianOf = (key: keyof NewTimes): string =>
    percentile(
      times.map((time) => time[key]).sort((a, b) => a - b),
      0.5,
    ).toFixed(0)
  console.log(
    `1500 new papers, ${which}: findable after ${medianOf('found')} ms, ${medianOf('work')} ms of the processor to build their segment (medians of ${times.length})`,
  )
}

async function* oneOf<T>(value: T): AsyncGenerator<T> {
  yield await Promise.resolve(value)
}
