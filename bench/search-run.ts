// Run by search.ts on the index that it built: a fresh process, so that start and memory are those of a search alone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IndexedDocument } from '../src/engine/index/document.ts'
import { toPlanBytes } from '../src/engine/embed/dense-plan.ts'
import { parseQuery } from '../src/engine/query/parse-query.ts'
import { searchHybrid } from '../src/engine/rank/hybrid.ts'
import { loadModel } from '../src/services/load-model.ts'
import { buildSegments } from '../src/services/index/build-index.ts'
import { createIndexInUse } from '../src/services/index/index-in-use.ts'
import { toSnapshot } from '../src/services/index/index-thread.ts'
import { writeSegment } from '../src/services/index/live-index.ts'
import { loadIndex } from '../src/services/index/load-index.ts'
import { percentile } from './load.ts'

const LIMIT = 10
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
const words = JSON.parse(readFileSync(join(folder, 'bench', 'queries.json'), 'utf8')) as string[][]
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
await measureNew()
console.log(`memory: ${Math.round(process.memoryUsage().rss / 1e6).toLocaleString('en')} MB`)

function newestOf(segment: number): number {
  const { to } = searcher.filterBits(undefined, segment)
  return searcher.dayOf({ segment, document: to - 1 })
}

function measure(name: string, filter: string, mode: 'hybrid' | 'lexical' | 'dense', limit: number): void {
  const engine = inUse.engine()
  const asked = words.map((list) => parseQuery(list.join(' ') + filter))
  for (const query of asked.slice(0, 50)) searchHybrid(engine, query, { mode, limit })
  const times = asked.map((query) => {
    const start = performance.now()
    searchHybrid(engine, query, { mode, limit })
    return performance.now() - start
  })
  times.sort((a, b) => a - b)
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)]
  console.log(`${name.padEnd(28)} p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`)
}

/** What it takes until papers that just came are found, but for reading them from the database. */
async function measureNew(): Promise<void> {
  const late = JSON.parse(readFileSync(join(folder, 'bench', 'late.json'), 'utf8')) as IndexedDocument[]
  const meaning = model && index.plan && { model, plan: index.plan }
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    const start = performance.now()
    for await (const { documentCount, sections } of buildSegments(oneOf(late), meaning, late.length)) {
      const built = performance.now() - start
      const segment = await writeSegment(folder, documentCount, sections)
      inUse.use(toSnapshot({ ...index, segments: [...index.segments, segment] }, round + 2, plan, true))
      times.push(built)
      if (round === 4)
        console.log(`${late.length} new papers findable after ${(performance.now() - start).toFixed(0)} ms`)
    }
  }
  times.sort((a, b) => a - b)
  console.log(`of these the work of building their segment: ${percentile(times, 0.5).toFixed(0)} ms (median of 5)`)
}

async function* oneOf<T>(value: T): AsyncGenerator<T> {
  yield await Promise.resolve(value)
}
