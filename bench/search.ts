// How long does a search take, by words and meaning together, and what does the index cost?
//   npm run bench -- search [--papers 200000] [--queries 300]
// Real papers of ../shared/data, then ones mixed from their sentences. Words alone, beside FTS5: search-lexical; meaning
// alone, beside a plain scan: search-dense. LanceDB stands beside it once `npm install --prefix bench/peers` was run.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chooseListCount, createDensePlan } from '../src/engine/embed/dense-plan.ts'
import type { Model } from '../src/engine/embed/model.ts'
import type { IndexedDocument } from '../src/engine/index/document.ts'
import { isStopWord } from '../src/engine/text/stop-words.ts'
import { buildSegments } from '../src/services/index/build-index.ts'
import { type LiveSegment, saveIndex, writeSegment } from '../src/services/index/files/live-index.ts'
import { savePlan } from '../src/services/index/files/load-index.ts'
import { loadModel } from '../src/services/load-model.ts'
import { drawQueries, hasRealPapers, mixPapers, readRealPapers, samplePapersAsDocuments } from './paper-corpus.ts'

const PART = 500
const NEW = 3000 // half of them before those that are measured, as in a thread that is at work
const PER_LIST = 40

const { values } = parseArgs({
  options: { papers: { type: 'string', default: '200000' }, queries: { type: 'string', default: '300' } },
})
const [papers, queries] = [Number(values.papers), Number(values.queries)]
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-search-'))
try {
  await build()
  await run('search-run.ts', [folder])
  if (existsSync(join(import.meta.dirname, 'peers', 'node_modules')))
    await run('peers/lancedb.ts', [folder, values.papers])
  else console.log('LanceDB is not here to stand beside it: npm install --prefix bench/peers')
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function run(program: string, words: string[]): Promise<void> {
  // LanceDB warns at every query of columns that it will name otherwise in future.
  const stderr = program.startsWith('peers/') ? 'ignore' : 'inherit'
  const path = join(import.meta.dirname, program)
  const child = spawn(process.execPath, [path, ...words], { stdio: ['ignore', 'inherit', stderr] })
  const [status] = (await once(child, 'close')) as [number | null]
  if (status !== 0)
    console.error(`${program} ended with ${status}; by itself it says why: node ${path} ${words.join(' ')}`)
}

async function build(): Promise<void> {
  const model = await loadModel()
  if (!model) throw new Error('assets/embedding.bin is missing')
  const rows = hasRealPapers() ? await readRealPapers(papers) : []
  const kind =
    rows.length > 0 ? `${rows.length.toLocaleString('en')} real, the rest mixed of their sentences` : 'made up'
  console.log(`${papers.toLocaleString('en')} papers (${kind})`)
  const listPapers = (): Generator<IndexedDocument> =>
    rows.length > 0 ? mixPapers(rows, papers + NEW) : samplePapersAsDocuments(papers + NEW)
  const plan = planFor(model, rows.length > 0 ? rows : [...samplePapersAsDocuments(20_000)])
  await savePlan(folder, plan)
  const late: IndexedDocument[] = []
  const begin = process.cpuUsage()
  const segments: LiveSegment[] = []
  for await (const { documentCount, sections } of buildSegments(inParts(listPapers(), late), { model, plan }, papers))
    segments.push(await writeSegment(folder, documentCount, sections))
  const { user, system } = process.cpuUsage(begin)
  const seconds = (user + system) / 1e6
  console.log(
    `build, words and meaning, written and read again: ${Math.round(papers / seconds).toLocaleString('en')} papers per second of processor time, ${toMegabytes(folder)} MB on disk`,
  )
  await saveIndex(folder, { store: 'bench', changeNumber: 1, model: model.name, plannedFor: papers, plan, segments })
  mkdirSync(join(folder, 'bench'))
  writeFileSync(join(folder, 'bench', 'late.json'), JSON.stringify(late))
  const titles = rows.length > 0 ? rows.map(({ title }) => title) : late.map(({ title }) => title)
  const drawn = [...drawQueries(titles, queries * 2, isStopWord)]
  writeFileSync(join(folder, 'bench', 'queries.json'), JSON.stringify(drawn.slice(0, queries)))
  // Asked before each measurement, as of a program that has been at work for a while.
  writeFileSync(join(folder, 'bench', 'earlier.json'), JSON.stringify(drawn.slice(queries)))
}

function planFor(model: Model, texts: readonly { title: string; abstract: string }[]) {
  const lists = chooseListCount(papers)
  const wanted = Math.min(texts.length, Math.max(2000, lists * PER_LIST))
  const sample = new Float32Array(wanted * model.dimensions)
  for (let n = 0; n < wanted; n++) {
    const text = texts[Math.floor((n * texts.length) / wanted)] ?? { title: '', abstract: '' }
    sample.set(model.encode({ title: text.title, abstract: text.abstract }).vector, n * model.dimensions)
  }
  return createDensePlan({ dimensions: model.dimensions, seed: 1, sample, lists })
}

async function* inParts(
  documents: Iterable<IndexedDocument>,
  late: IndexedDocument[],
): AsyncGenerator<IndexedDocument[]> {
  let part: IndexedDocument[] = []
  let count = 0
  for (const document of documents) {
    if (++count > papers) late.push(document)
    else part.push(document)
    if (part.length < PART) continue
    yield part
    part = []
    await Promise.resolve()
  }
  yield part
}

function toMegabytes(path: string): string {
  const bytes = readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0)
  return Math.round(bytes / 1e6).toLocaleString('en')
}
