// What search by words costs: to build, to merge, to keep and to ask, on one core, beside SQLite's FTS5.
//   npm run bench -- search-lexical [--papers N] [--corpus arxiv|sample] [--peer-papers N]
// The papers are those of ../shared/data/arxiv, multiplied by mixing their sentences, or those of `broadsheet sample`.
// Building is told in processor time; a query's time is the best of three passes over all of them.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { hasRealPapers } from './paper-corpus.ts'

const PEER_PAPERS = 200_000

type Spread = { p50: number; p95: number }
type Built = {
  count: number
  cpuMs: number
  bytes: number
  forwardBytes: number
  postings: number
  segments: number
  liveMs: number
  liveMergeMs: number
}
type Asked = {
  openMs: number
  times: Record<string, Spread>
  merge: { documents: number; ms: number } | undefined
  rssBytes: number
}
type Peer = { count: number; insertMs: number; bytes: number; times: Record<string, Spread> }

const { values } = parseArgs({
  options: {
    papers: { type: 'string', default: '200000' },
    corpus: { type: 'string', default: hasRealPapers() ? 'arxiv' : 'sample' },
    'peer-papers': { type: 'string' },
  },
})
if (values.corpus === 'arxiv' && !hasRealPapers()) {
  console.error('This bench needs the files of ../shared/data/arxiv, which are not here; --corpus sample does without.')
  process.exit(2)
}
const papers = Number(values.papers)
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
try {
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`)
  tellBuilt(run<Built>('build', [folder, String(papers), values.corpus]))
  tellAsked(run<Asked>('queries', [folder]))
  const peerPapers = Math.min(papers, Number(values['peer-papers'] ?? PEER_PAPERS))
  tellPeer(run<Peer>('fts5', [folder, String(peerPapers), values.corpus]))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function run<T>(step: string, args: string[]): T {
  const program = new URL(`./search-lexical-${step}.ts`, import.meta.url).pathname
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as T
}

function tellBuilt({ count, cpuMs, bytes, forwardBytes, postings, segments, liveMs, liveMergeMs }: Built): void {
  console.log(`${show(count)} ${values.corpus} papers in ${segments} segments`)
  console.log(`build: ${show(count / (cpuMs / 1_000))} papers a second, analysis, merging and all`)
  console.log(
    `1,500 new papers: a segment in ${liveMs.toFixed(0)} ms; four such merged in ${liveMergeMs.toFixed(0)} ms`,
  )
  const kept = (bytes - forwardBytes) / postings
  console.log(
    `${show(postings / count)} postings a paper, ${kept.toFixed(2)} bytes a posting with dictionary and columns, ` +
      `${show(forwardBytes / count)} bytes a paper on disk for phrases`,
  )
}

function tellAsked({ openMs, times, merge, rssBytes }: Asked): void {
  console.log(`open, checksums and all: ${openMs.toFixed(0)} ms; resident: ${show(rssBytes / 1e6)} MB`)
  if (merge !== undefined) console.log(`merge: ${show(merge.documents / (merge.ms / 1_000))} papers a second`)
  for (const [kind, spread] of Object.entries(times)) tellSpread(kind, spread)
}

function tellPeer({ count, insertMs, bytes, times }: Peer): void {
  console.log(
    `FTS5, ${show(count)} papers: ${show(count / (insertMs / 1_000))} papers a second without analysis, ${show(bytes / 1e6)} MB`,
  )
  for (const [kind, spread] of Object.entries(times)) tellSpread(`FTS5, ${kind}`, spread)
}

function tellSpread(kind: string, { p50, p95 }: Spread): void {
  console.log(`${kind.padEnd(24)} p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`)
}

function show(value: number): string {
  return Math.round(value).toLocaleString('en')
}
