// Run by itself: builds an index of papers into FOLDER, one file a segment, and prints what that took as JSON.
//   node bench/search-lexical-build.ts FOLDER PAPERS arxiv|sample
import { writeSync, openSync, closeSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { IndexedDocument } from '../src/engine/index/document.ts'
import { IndexBuilder, buildSegment } from '../src/engine/index/index-builder.ts'
import { mergeSegments } from '../src/engine/index/merge/merge-segments.ts'
import { encodeSections } from '../src/engine/index/sections.ts'
import type { Segment } from '../src/engine/index/segment.ts'
import { toSections } from '../src/engine/index/segment-sections.ts'
import { isStopWord } from '../src/engine/text/stop-words.ts'
import { drawQueries, mixPapers, readRealPapers, samplePapersAsDocuments } from './paper-corpus.ts'

const BATCH = 1_000
const LIVE = 1_500
const QUERIES = 300
const MERGED = 4

const [folder = '', papers = '', corpus = ''] = process.argv.slice(2)
const count = Number(papers)
const documents =
  corpus === 'sample' ? samplePapersAsDocuments(count + LIVE) : mixPapers(await readRealPapers(), count + LIVE)
const builder = new IndexBuilder()
const titles: string[] = []
let [buildMs, cpuMs, saveMs, bytes, forwardBytes, postings, segments] = [0, 0, 0, 0, 0, 0, 0]

for (let left = count; left > 0; left -= BATCH) {
  const batch = take(documents, Math.min(BATCH, left))
  titles.push(batch[0]!.title)
  building(() => batch.flatMap((document) => builder.add(document) ?? [])).forEach(save)
}
const last = building(() => builder.finish())
if (last !== undefined) save(last)

const live = take(documents, LIVE)
const liveMs = Array.from({ length: 9 }, () => timeOf(() => buildSegment(live))).sort((a, b) => a - b)[4]!
const parts = Array.from({ length: MERGED }, (_, i) => buildSegment(live.slice(i * 375, (i + 1) * 375)))
const liveMergeMs = timeOf(() => mergeSegments(parts.map((segment) => ({ segment }))))
writeFileSync(join(folder, 'queries.json'), JSON.stringify([...drawQueries(titles, QUERIES, isStopWord)]))
console.log(
  JSON.stringify({ count, buildMs, cpuMs, saveMs, bytes, forwardBytes, postings, segments, liveMs, liveMergeMs }),
)

function take(from: Generator<IndexedDocument>, most: number): IndexedDocument[] {
  const taken: IndexedDocument[] = []
  while (taken.length < most) taken.push(from.next().value as IndexedDocument)
  return taken
}

/** On a machine with other work only the processor's own time says what building costs. */
function building<T>(work: () => T): T {
  const start = performance.now()
  const before = process.cpuUsage()
  const result = work()
  buildMs += performance.now() - start
  const { user, system } = process.cpuUsage(before)
  cpuMs += (user + system) / 1_000
  return result
}

function timeOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

function save(segment: Segment): void {
  const begin = performance.now()
  const sections = toSections(segment)
  const file = openSync(join(folder, `${segments++}.segment`), 'w')
  for (const piece of encodeSections(sections, (piece) => crc32(piece))) {
    for (let at = 0; at < piece.length; at += 1 << 26) writeSync(file, piece.subarray(at, at + (1 << 26)))
  }
  closeSync(file)
  for (const section of sections.values()) bytes += section.length
  forwardBytes += sections.get('forward')!.length
  postings += segment.postings.documents.length
  saveMs += performance.now() - begin
}
