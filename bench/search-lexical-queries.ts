// Run by itself: opens the index in FOLDER and prints, as JSON, how long queries of each kind take and what it keeps in memory.
//   node bench/search-lexical-queries.ts FOLDER
import { openSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { LexicalQuery } from '../src/engine/index/lexical-query.ts'
import { mergeSegments } from '../src/engine/index/merge/merge-segments.ts'
import { openIndex } from '../src/engine/index/open-index.ts'
import { checkSection, headerLength, readSectionTable } from '../src/engine/index/sections.ts'
import type { OpenSegment } from '../src/engine/index/segment.ts'
import { FORWARD_SECTION, fromSections } from '../src/engine/index/segment-sections.ts'
import { toTerm } from '../src/engine/text/analyzer.ts'

const [folder = ''] = process.argv.slice(2)
const LIMIT = 10
const PASSES = 3
const checksum = (bytes: Uint8Array): number => crc32(bytes)

const opened = performance.now()
const segments = readdirSync(folder)
  .filter((name) => name.endsWith('.segment'))
  .sort((a, b) => parseInt(a) - parseInt(b))
  .map((name): OpenSegment => ({ segment: openFile(join(folder, name)) }))
const searcher = openIndex(segments)
const openMs = performance.now() - opened
const words = JSON.parse(readFileSync(join(folder, 'queries.json'), 'utf8')) as string[][]
const days = segments.flatMap(({ segment }) => [segment.latestDay])
const latest = Math.max(...days)

const kinds: Record<string, (terms: string[]) => LexicalQuery> = {
  OR: (terms) => weighted(terms, 1),
  'two of them': (terms) => weighted(terms, 2),
  AND: (terms) => weighted(terms, terms.length),
  phrase: (terms) => ({ ...weighted(terms.slice(0, 2), 2), phrases: [{ terms: terms.slice(0, 2) }] }),
  'last word a prefix': (terms) => toPrefixQuery(terms),
  'OR, last 1 % of days': (terms) => ({ ...weighted(terms, 1), filter: { fromDay: latest - 127 } }),
  'OR, one category': (terms) => ({ ...weighted(terms, 1), filter: { facets: [['cat:cs.lg']] } }),
  'OR, both': (terms) => ({ ...weighted(terms, 1), filter: { facets: [['cat:cs.lg']], fromDay: latest - 1270 } }),
  'OR, count exact': (terms) => weighted(terms, 1),
}
const times: Record<string, { p50: number; p95: number; max: number; mean: number }> = {}
for (const [kind, toQuery] of Object.entries(kinds)) times[kind] = measure(kind, toQuery)
const rssBytes = process.memoryUsage().rss
const merge = measureMerge()
console.log(JSON.stringify({ openMs, times, merge, rssBytes }))

/** Of the smallest segment with itself: what the background does, forward part and all. */
function measureMerge(): { documents: number; ms: number } | undefined {
  const [smallest] = segments.toSorted((a, b) => a.segment.documentCount - b.segment.documentCount)
  if (smallest === undefined) return undefined
  const before = process.cpuUsage()
  const { documentCount } = mergeSegments([smallest, smallest])
  const { user, system } = process.cpuUsage(before)
  return { documents: documentCount, ms: (user + system) / 1_000 }
}

function weighted(terms: string[], minimumMatch: number): LexicalQuery {
  return { terms: terms.map((term) => ({ term, weight: 1 })), minimumMatch }
}

function toPrefixQuery(terms: string[]): LexicalQuery {
  const last = searcher.expandPrefix(terms.at(-1)!.slice(0, 3), 32).map(({ term }) => term)
  const all = [
    ...terms.slice(0, -1).map((term) => ({ term, weight: 1 })),
    ...last.map((term) => ({ term, weight: 0.5 })),
  ]
  return { terms: all, minimumMatch: 0, required: [...terms.slice(0, -1).map((term) => [term]), last] }
}

function measure(kind: string, toQuery: (terms: string[]) => LexicalQuery) {
  const analysed = words.map((query) => [...new Set(query.map(toTerm))])
  const countTo = kind.endsWith('exact') ? Infinity : undefined
  const best = analysed.map(() => Infinity)
  for (let pass = 0; pass < PASSES; pass++) {
    analysed.forEach((terms, i) => {
      const start = performance.now()
      searcher.search(toQuery(terms), { limit: LIMIT, ...(countTo && { countTo }) })
      best[i] = Math.min(best[i]!, performance.now() - start)
    })
  }
  const sorted = best.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)]!
  return {
    p50: at(0.5),
    p95: at(0.95),
    max: sorted.at(-1)!,
    mean: sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length,
  }
}

function openFile(path: string) {
  const file = openSync(path, 'r')
  const head = readAt(file, 0, headerLength(readAt(file, 0, 20), checksum))
  const sections = new Map<string, Uint8Array>()
  const { places } = readSectionTable(head, checksum)
  for (const place of places) {
    if (place.name === FORWARD_SECTION) continue
    const bytes = readAt(file, place.offset, place.length)
    checkSection(place, bytes, checksum)
    sections.set(place.name, bytes)
  }
  const forward = places.find(({ name }) => name === FORWARD_SECTION)!
  if (forward.offset + forward.length > statSync(path).size) throw new Error('cut short')
  return fromSections(sections, (start, end) => readAt(file, forward.offset + start, end - start))
}

function readAt(file: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length;) at += readSync(file, bytes, at, Math.min(length - at, 1 << 28), offset + at)
  return bytes
}
