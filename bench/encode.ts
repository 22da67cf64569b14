// How many abstracts the embedding that is shipped encodes in a second of one core, and what its parts take.
//   npm run bench -- encode [MODEL]
// The texts are those of ../shared/data/arxiv/2025, else made-up ones. Time is that of the processor, so that other
// programs on the machine count less; the best of five rounds over the same 10,000 texts, after one that warms up.
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { Day } from '../src/domain/time.ts'
import { type Model, openModel } from '../src/engine/embed/model.ts'
import { forEachToken } from '../src/engine/text/tokenise.ts'
import { sampleLines } from '../src/services/sample/sample-lines.ts'

type Text = { title: string; abstract: string }

const TEXTS = 10_000
const ROUNDS = 5
const DATA = new URL('../../shared/data/arxiv/2025.jsonl.gz', import.meta.url)
const modelPath = process.argv[2] ?? new URL('../assets/embedding.bin', import.meta.url)

async function readTexts(): Promise<Text[]> {
  const texts: Text[] = []
  if (!existsSync(DATA)) {
    for (const line of sampleLines({ count: TEXTS, seed: 1, days: 30, lastDay: '2026-05-29' as Day })) add(texts, line)
    return texts
  }
  const stream = createReadStream(DATA).pipe(createGunzip())
  for await (const line of createInterface({ input: stream })) {
    add(texts, line)
    if (texts.length === TEXTS) break
  }
  return texts
}

function add(texts: Text[], line: string): void {
  const { title, abstract } = JSON.parse(line) as Partial<Text>
  if (title !== undefined && abstract) texts.push({ title, abstract })
}

/** Milliseconds of the processor, the least of some rounds. */
function measure(work: () => void): number {
  work()
  const times = Array.from({ length: ROUNDS }, () => {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

function encodeAll(model: Model, texts: readonly Text[]): void {
  for (const text of texts) model.encode(text)
}

const bytes = readFileSync(modelPath)
const start = performance.now()
const model = openModel(bytes)
const openedMs = performance.now() - start
const texts = await readTexts()
let tokens = 0
const tokeniseMs = measure(() => {
  tokens = 0
  for (const { title, abstract } of texts) {
    forEachToken(title, () => tokens++)
    forEachToken(abstract, () => tokens++)
  }
})
const encodeMs = measure(() => encodeAll(model, texts))
const coverage = texts.reduce((sum, text) => sum + model.encode(text).coverage, 0) / texts.length
const rate = (ms: number): string => Math.round(texts.length / (ms / 1000)).toLocaleString('en-GB')

console.log(`node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`)
console.log(`model ${model.name}: ${bytes.length} bytes, ${model.termCount} terms, opened in ${openedMs.toFixed(0)} ms`)
console.log(`${texts.length} texts (title and abstract), ${(tokens / texts.length).toFixed(0)} words each`)
console.log(`tokenise only   ${rate(tokeniseMs)} texts a second of one core`)
console.log(`encode          ${rate(encodeMs)} texts a second of one core, mean coverage ${coverage.toFixed(3)}`)
