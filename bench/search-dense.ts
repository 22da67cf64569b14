// Search by meaning: how long it takes, what it finds of the true neighbours, and what it costs in time and memory.
//   npm run bench -- search-dense [--papers N] [--queries N] [--vectors papers|synthetic]
// Vectors are those of ../shared/data/arxiv by assets/embedding.bin, and mixtures of them, where both are here; else
// synthetic ones. The plain scan beside ours is Hamming distances of the same signs in TypeScript.
import { parseArgs } from 'node:util'
import { DenseBuilder } from '../src/engine/embed/dense-builder.ts'
import { type DensePart, openDensePart } from '../src/engine/embed/dense-part.ts'
import { type DensePlan, chooseListCount, createDensePlan } from '../src/engine/embed/dense-plan.ts'
import { type DenseSearchOptions, openDense } from '../src/engine/embed/dense-searcher.ts'
import { KernelMemory } from '../src/engine/embed/kernels.ts'
import { scatter } from '../src/engine/embed/quantise.ts'
import type { FilterBits } from '../src/engine/index/filter-bits.ts'
import { type VectorSource, syntheticSource } from './dense-vectors.ts'
import { paperSource } from './paper-vectors.ts'
import { plainScan } from './plain-scan.ts'

const SEGMENT = 524_288
const CHUNK = 4096
const LIMIT = 10
const SAMPLE_A_LIST = 40
const ROUNDS = 5
const SHARES = [0.03, 0.05, 0.1, 0.2, 0.4, 1]

const { values: args } = parseArgs({
  options: {
    papers: { type: 'string', default: '200000' },
    queries: { type: 'string', default: '200' },
    vectors: { type: 'string', default: 'papers' },
  },
})
const count = Number(args.papers)
const queryCount = Number(args.queries)
const source = (args.vectors === 'papers' ? await paperSource(count) : undefined) ?? syntheticSource(256)
const { dimensions } = source
const queries = Array.from({ length: queryCount }, (_, i) => {
  const query = new Float32Array(dimensions)
  source.writeQuery(i, count, query)
  return query
})

/** A way to filter, and the true neighbours under it: document numbers, nearest first, for each query. */
type Case = {
  name: string
  passes: (document: number) => boolean
  filterBits?: (segment: number) => FilterBits
  truth: Truth
}
type Truth = { document: number; cosine: number }[][]

const dateFrom = Math.floor(count * 0.98)
const cases: Case[] = [
  { name: 'all', passes: () => true },
  { name: 'newest 2 %', passes: (document: number) => document >= dateFrom },
  { name: 'any 10 %', passes: (document: number) => scatter(document ^ 0x5bd1e995) % 10 === 0 },
  { name: 'any 1 %', passes: (document: number) => scatter(document ^ 0x27d4eb2f) % 100 === 0 },
  { name: 'any 0.1 %', passes: (document: number) => scatter(document ^ 0x165667b1) % 1000 === 0 },
].map((filter) => ({ ...filter, truth: queries.map(() => []) }))

function makePlan(): DensePlan {
  const lists = chooseListCount(count)
  const size = Math.min(count, Math.max(20_000, lists * SAMPLE_A_LIST))
  const sample = new Float32Array(size * dimensions)
  for (let i = 0; i < size; i++) {
    source.write(Math.floor((i * count) / size), sample.subarray(i * dimensions, (i + 1) * dimensions))
  }
  const start = performance.now()
  const made = createDensePlan({ dimensions, seed: 1, sample, lists })
  console.log(`${lists} lists, found in ${Math.round(performance.now() - start)} ms from ${size} vectors`)
  return made
}

/** Builds all segments and finds the true neighbours on the way, as the vectors of all do not fit. */
function buildParts(made: DensePlan): DensePart[] {
  const built: DensePart[] = []
  const truth = new TrueNeighbours()
  let buildMs = 0
  let bytes = 0
  for (let first = 0; first < count; first += SEGMENT) {
    const size = Math.min(SEGMENT, count - first)
    const builder = new DenseBuilder(made, { expected: size })
    for (let at = first; at < first + size; at += CHUNK) {
      const rows = truth.fill(source, at, Math.min(CHUNK, first + size - at))
      const start = process.cpuUsage()
      for (const row of rows) builder.add(row)
      buildMs += takeCpu(start)
      truth.compare(at, rows.length)
    }
    const start = process.cpuUsage()
    const sections = builder.finish()
    built.push(openDensePart(made, sections))
    buildMs += takeCpu(start)
    for (const section of sections.values()) bytes += section.length
  }
  const stored = count * dimensions
  console.log(`built ${Math.round((count / buildMs) * 1000)} vectors a second of the processor`)
  console.log(
    `${toMegabytes(bytes - stored)} MB of codes; ${toMegabytes(stored)} MB of vectors, which may stay in the file`,
  )
  return built
}

function toMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}

/** Milliseconds of the processor since. */
function takeCpu(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** Exact cosines by matrix products, chunk by chunk. */
class TrueNeighbours {
  readonly #memory = new KernelMemory((CHUNK * dimensions + queryCount * (dimensions + CHUNK)) * 4 + 64)
  readonly #rows = this.#memory.floats(CHUNK * dimensions)
  readonly #queries = this.#memory.floats(queryCount * dimensions)
  readonly #cosines = this.#memory.floats(CHUNK * queryCount)

  constructor() {
    queries.forEach((query, i) => this.#queries.set(query, i * dimensions))
  }

  fill(from: VectorSource, first: number, size: number): Float32Array[] {
    return Array.from({ length: size }, (_, i) => {
      const row = this.#rows.subarray(i * dimensions, (i + 1) * dimensions)
      from.write(first + i, row)
      return row
    })
  }

  compare(first: number, size: number): void {
    const [out, all, rows] = [this.#cosines.byteOffset, this.#queries.byteOffset, this.#rows.byteOffset]
    this.#memory.kernels.product(out, all, rows, queryCount, size, dimensions)
    for (const { passes, truth } of cases) {
      for (let i = 0; i < size; i++) {
        if (passes(first + i))
          truth.forEach((best, query) => keepTrue(best, first + i, this.#cosines[query * size + i]!))
      }
    }
  }
}

function keepTrue(best: Truth[number], document: number, cosine: number): void {
  if (best.length === LIMIT && cosine <= best[LIMIT - 1]!.cosine) return
  best.push({ document, cosine })
  best.sort((a, b) => b.cosine - a.cosine)
  best.length = Math.min(LIMIT, best.length)
}

function toFilterBits({ name, passes }: Case, parts: readonly DensePart[]): (segment: number) => FilterBits {
  const made = parts.map(({ documentCount }, segment): FilterBits => {
    const first = segment * SEGMENT
    if (name === 'newest 2 %') {
      const from = Math.min(documentCount, Math.max(0, dateFrom - first))
      return { from, to: documentCount, bits: undefined, count: documentCount - from }
    }
    const bits = new Uint32Array(Math.ceil(documentCount / 32))
    let passing = 0
    for (let document = 0; document < documentCount; document++) {
      if (!passes(first + document)) continue
      bits[document >> 5]! |= 1 << (document & 31)
      passing++
    }
    return { from: 0, to: documentCount, bits, count: passing }
  })
  return (segment) => made[segment]!
}

function measure(item: Case): void {
  const hasLists = parts.some(({ lists }) => lists !== undefined)
  for (const candidates of [400, 1000, 2000]) measureSearch(item, { limit: LIMIT, candidates })
  if (item.filterBits || !hasLists) return
  for (const share of SHARES) measureSearch(item, { limit: LIMIT, candidates: 400, share })
}

function measureSearch({ name, truth, filterBits }: Case, limits: DenseSearchOptions): void {
  const dense = openDense(plan, parts)
  const options = filterBits ? { ...limits, filterBits } : limits
  let found = 0
  queries.forEach((query, i) => {
    const wanted = new Set(truth[i]!.map(({ document }) => document))
    for (const hit of dense.search(query, options)) if (wanted.has(hit.segment * SEGMENT + hit.document)) found++
  })
  const all = truth.reduce((sum, best) => sum + best.length, 0)
  const times = takeTimes((query) => void dense.search(query, options))
  const what = `${name}, R ${options.candidates}${options.share === undefined ? '' : `, share ${options.share}`}`
  console.log(`${what.padEnd(24)} recall@10 ${(found / all).toFixed(3)}   ${times}`)
}

/** The quietest of some rounds, and the least time of the processor: other jobs share the machine. */
function takeTimes(search: (query: Float32Array) => void): string {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage()
    const times = queries.map((query) => {
      const start = performance.now()
      search(query)
      return performance.now() - start
    })
    return { times: times.sort((a, b) => a - b), cpuMs: takeCpu(before) / queryCount }
  })
  const least = (part: number): string =>
    Math.min(...rounds.map(({ times }) => times[Math.floor(times.length * part)]!)).toFixed(2)
  const cpuMs = Math.min(...rounds.map((round) => round.cpuMs)).toFixed(2)
  return `p50 ${least(0.5)} ms, p95 ${least(0.95)} ms, processor ${cpuMs} ms`
}

function measurePlain(): void {
  const scan = plainScan(count, dimensions)
  const times = takeTimes((query) => void scan(query))
  console.log(`plain TypeScript, scan of the signs alone: ${times}`)
}

console.log(`${source.name}, ${count} documents, ${dimensions} dimensions, ${queryCount} queries, top ${LIMIT}`)
const plan = makePlan()
const parts = buildParts(plan)
for (const item of cases.slice(1)) item.filterBits = toFilterBits(item, parts)
for (const item of cases) measure(item)
measurePlain()
