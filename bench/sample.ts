// Is the sample fast, and is it like real papers? `node bench/sample.ts` (about a minute; `--full`: also 3,000,000).
import { createWriteStream, existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { writeLines } from '../src/cli/lines-out.ts'
import type { Day } from '../src/domain/time.ts'
import { SeededRandom } from '../src/services/sample/random.ts'
import { sampleLines } from '../src/services/sample/sample-lines.ts'
import { samplePapers } from '../src/services/sample/sample-papers.ts'

type Text = { title: string; abstract: string }

const LEAST_PAPERS_A_SECOND = 50_000
const LEAST_TERMS = 300_000
const FULL_COUNT = 3_000_000
const COMPARED = 100_000
const QUERIES = 600
const RECORDED = ['2025', '2026', 'older'].map(
  (name) => new URL(`../../shared/data/arxiv/${name}.jsonl.gz`, import.meta.url),
)
const OPTIONS = { seed: 1, days: 30, lastDay: '2026-04-01' as Day }
const STOP_WORDS = new Set(
  'a an and are as at by for from in is its of on or over the to toward towards using via we with'.split(' '),
)

await measureSpeed(300_000)
const sample = describeCorpus(listSample(COMPARED))
const recorded = RECORDED.every((file) => existsSync(file)) ? describeCorpus(listRecorded()) : undefined
if (!recorded) console.log('Real papers are absent (../shared/data/arxiv): the sample stands alone.')
console.log(`\n${COMPARED} papers of each; shares are quartiles (25 %, 50 %, 75 %), in percent of the papers\n`)
for (const name of Object.keys(sample)) {
  console.log(`${name.padEnd(38)} sample ${sample[name]!.padEnd(26)}${recorded ? `real ${recorded[name]!}` : ''}`)
}
if (process.argv.includes('--full')) countAllTerms()

async function measureSpeed(count: number): Promise<void> {
  const begin = performance.now()
  const cpuBefore = process.cpuUsage()
  const out = createWriteStream('/dev/null')
  await writeLines(sampleLines({ ...OPTIONS, count }), out)
  const papersASecond = Math.round((1000 * count) / (performance.now() - begin))
  // On a machine that has other work, time of the processor tells more than time of the clock.
  const { user, system } = process.cpuUsage(cpuBefore)
  const papersACpuSecond = Math.round((1e6 * count) / (user + system))
  console.log(`sample: ${papersASecond} papers a second to /dev/null, ${papersACpuSecond} a second of processor time`)
  console.log(`(limit: at least ${LEAST_PAPERS_A_SECOND} a second on one core)`)
}

function listSample(count: number): Text[] {
  return Array.from(samplePapers({ ...OPTIONS, count }), ({ fields }) => ({
    title: fields.title,
    abstract: fields.abstract ?? '',
  }))
}

/** Real papers of all files in a fixed random order, as many as are compared. */
function listRecorded(): Text[] {
  const texts: Text[] = []
  for (const file of RECORDED) {
    for (const line of gunzipSync(readFileSync(file)).toString().split('\n')) {
      if (line === '') continue
      const { title, abstract } = JSON.parse(line) as { title: string; abstract?: string }
      texts.push({ title, abstract: abstract ?? '' })
    }
  }
  const random = seededRandom()
  for (let i = 0; i < COMPARED; i++) {
    const j = i + random.below(texts.length - i)
    const moved = texts[i]!
    texts[i] = texts[j]!
    texts[j] = moved
  }
  return texts.slice(0, COMPARED)
}

function describeCorpus(texts: readonly Text[]): Record<string, string> {
  const index = indexTexts(texts)
  const described: Record<string, string> = {
    'words an abstract, mean': (index.abstractWords / texts.length).toFixed(0),
    'words a title, mean': (index.titles.reduce((sum, title) => sum + title.length, 0) / texts.length).toFixed(1),
    'distinct terms': String(index.papersOf.size),
    'terms that stand once, %': toPercent(index.uses.filter((uses) => uses === 1).length / index.uses.length),
    "Zipf's slope, ranks 30 to 1,000": toSlope(index.uses, 30, 1000),
    "Zipf's slope, ranks 1,000 to 10,000": toSlope(index.uses, 1000, 10_000),
    "Zipf's slope, ranks 10,000 to 50,000": toSlope(index.uses, 10_000, 50_000),
  }
  for (const length of [1, 2, 3, 4, 5, 6]) {
    const { any, all } = measureShares(index, length)
    described[`${length} title words: any matches, %`] = toQuartiles(any)
    if (length > 1) described[`${length} title words: all match, %`] = toQuartiles(all)
  }
  return described
}

type Index = { papersOf: Map<string, number[]>; uses: number[]; titles: string[][]; abstractWords: number }

function indexTexts(texts: readonly Text[]): Index {
  const papersOf = new Map<string, number[]>()
  const usesOf = new Map<string, number>()
  const titles: string[][] = []
  let abstractWords = 0
  for (const [number, { title, abstract }] of texts.entries()) {
    const titleWords = toWords(title)
    const words = toWords(abstract)
    titles.push(titleWords)
    abstractWords += words.length
    for (const word of [...titleWords, ...words]) {
      usesOf.set(word, (usesOf.get(word) ?? 0) + 1)
      const papers = papersOf.get(word)
      if (!papers) papersOf.set(word, [number])
      else if (papers.at(-1) !== number) papers.push(number)
    }
  }
  return { papersOf, uses: [...usesOf.values()].sort((a, b) => b - a), titles, abstractWords }
}

/** Shares of the papers, 0..1, that match any and all of some random words of a random title, stop words left out. */
function measureShares({ papersOf, titles }: Index, length: number): { any: number[]; all: number[] } {
  const random = seededRandom()
  const shares = { any: [] as number[], all: [] as number[] }
  const matches = new Uint8Array(titles.length)
  while (shares.any.length < QUERIES) {
    const words = [...new Set(titles[random.below(titles.length)]!)].filter((word) => !STOP_WORDS.has(word))
    if (words.length < length) continue
    matches.fill(0)
    for (let drawn = 0; drawn < length; drawn++) {
      const [word] = words.splice(random.below(words.length), 1)
      for (const paper of papersOf.get(word!)!) matches[paper]!++
    }
    shares.any.push(matches.reduce((count, found) => count + (found > 0 ? 1 : 0), 0) / titles.length)
    shares.all.push(matches.reduce((count, found) => count + (found === length ? 1 : 0), 0) / titles.length)
  }
  return shares
}

function countAllTerms(): void {
  // Terms are kept as words of 3,000,000 papers: a set of some hundred thousand strings.
  const terms = new Set<string>()
  let abstractWords = 0
  for (const { fields } of samplePapers({ ...OPTIONS, count: FULL_COUNT })) {
    for (const word of toWords(fields.title)) terms.add(word)
    const words = toWords(fields.abstract ?? '')
    abstractWords += words.length
    for (const word of words) terms.add(word)
  }
  console.log(`\n${FULL_COUNT} papers: ${terms.size} distinct terms (limit: at least ${LEAST_TERMS})`)
  console.log(`${(abstractWords / FULL_COUNT).toFixed(0)} words an abstract (wanted: about 140)`)
}

function toWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** How fast use falls with rank: the slope of log(uses) over log(rank) between two ranks. */
function toSlope(uses: readonly number[], from: number, to: number): string {
  if (uses.length < to) return '-'
  return (Math.log(uses[to - 1]! / uses[from - 1]!) / Math.log(to / from)).toFixed(2)
}

function toQuartiles(shares: readonly number[]): string {
  const sorted = shares.toSorted((a, b) => a - b)
  return [0.25, 0.5, 0.75].map((part) => toPercent(sorted[Math.floor(part * (sorted.length - 1))]!)).join('  ')
}

function toPercent(share: number): string {
  return (100 * share).toPrecision(2)
}

function seededRandom(): SeededRandom {
  const random = new SeededRandom()
  random.restart(7, 7)
  return random
}
