// How well the search finds what it should, on ../shared/data: test collections, two sets made of papers, saved pages.
//   npm run bench -- relevance [collections|papers|pages …]
import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { toTitleKey } from '../src/domain/title-key.ts'
import type { Estimate } from '../src/engine/evaluate/bootstrap.ts'
import { evaluateRetrieval } from '../src/services/evaluate/evaluate-retrieval.ts'
import { loadModel } from '../src/services/load-model.ts'
import { answerText, measureSet, type SetResult } from '../src/services/evaluate/measure-set.ts'
import { buildThrowAwayIndex, type ThrowAwayIndex } from '../src/services/evaluate/throw-away-index.ts'
import type { SetDocument } from '../src/services/evaluate/topic-set.ts'
import { readPapers } from '../src/sources/read-papers.ts'
import { keywordTopics, readDescribedPapers, summaryTopics } from './described-papers.ts'

const DATA = join(import.meta.dirname, '../../shared/data')
const COLLECTIONS = ['scifact', 'cacm', 'cisi']
const PAPERS = ['hf/papers.jsonl.gz', 'arxiv/2025.jsonl.gz', 'arxiv/2026.jsonl.gz', 'arxiv/older.jsonl.gz']
const PAGE_QUERIES = ['dual heads', 'progressive learning', 'self-contrast', 'negative sequences']
const MODES = ['lexical', 'dense', 'hybrid'] as const
const WITHIN = 200
const TOPICS = 500

const parts = process.argv.length > 2 ? process.argv.slice(2) : ['collections', 'papers', 'pages']
if (!existsSync(DATA)) throw new Error(`${DATA} is absent: there is nothing to measure with.`)
const model = await loadModel()
console.log(`npm run bench -- relevance   on ${availableParallelism()} cores, Node ${process.versions.node}`)
console.log(`embedding ${model?.name ?? 'none'}; nDCG@10 with 95 % intervals (bootstrap over topics)\n`)
console.log(
  `${'set'.padEnd(22)}${'n'.padStart(5)}   ${[...MODES, 'hybrid less lexical'].map((mode) => mode.padEnd(25)).join('')}`,
)
if (parts.includes('collections')) await measureCollections()
if (parts.includes('papers') || parts.includes('pages')) await measurePapers()

async function measureCollections(): Promise<void> {
  for (const name of COLLECTIONS) {
    const report = await evaluateRetrieval({ folder: join(DATA, 'retrieval', name), model })
    tell(name, report.topicCount, report)
  }
}

async function measurePapers(): Promise<void> {
  if (parts.includes('pages')) {
    const pages: Pages = new Map()
    tellPages(await buildThrowAwayIndex(readOnce(PAPERS.slice(0, 1), pages), model), pages, 'papers featured by others')
  }
  const pages: Pages = new Map()
  const index = await buildThrowAwayIndex(readOnce(PAPERS, pages), model)
  if (parts.includes('pages')) tellPages(index, pages, 'papers')
  if (parts.includes('papers')) {
    const described = await readDescribedPapers(join(DATA, PAPERS[0]!))
    console.log(`\namong ${index.documentCount} papers`)
    const sets = {
      'paper of a summary': summaryTopics(described, TOPICS),
      'paper of 3 keywords': keywordTopics(described, TOPICS),
    }
    for (const [name, set] of Object.entries(sets)) tell(name, set.topics.length, measureSet(index, set))
  }
}

function tell(name: string, topicCount: number, { modes, gain }: SetResult): void {
  const cells = [...MODES.map((mode) => modes[mode]?.measures['ndcg@10']), gain].map((cell) =>
    describe(cell).padEnd(25),
  )
  console.log(`${name.padEnd(22)}${String(topicCount).padStart(5)}   ${cells.join('').trimEnd()}`)
}

function describe(estimate: Estimate | undefined): string {
  if (!estimate) return '–'
  const { mean, low, high } = estimate
  return `${mean.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`
}

/** Of each saved page the keys of its papers. */
type Pages = Map<string, string[]>

/** Every paper of the saved pages and of some files once, known by its title. @param pages is filled */
async function* readOnce(names: readonly string[], pages: Pages): AsyncGenerator<SetDocument> {
  const known = new Set<string>()
  const files = readdirSync(join(DATA, 'pages')).toSorted()
  for (const name of [...files.map((file) => join('pages', file)), ...names]) {
    for await (const document of readDocuments(join(DATA, name))) {
      if (name.startsWith('pages')) pages.set(name, [...(pages.get(name) ?? []), document.id])
      if (!known.has(document.id)) yield document
      known.add(document.id)
    }
  }
}

async function* readDocuments(path: string): AsyncGenerator<SetDocument> {
  for await (const items of readPapers(createReadStream(path))) {
    for (const item of items) {
      if (!('paper' in item)) continue
      const { title, abstract = '' } = item.paper.fields
      yield { id: toTitleKey(title), title, text: abstract }
    }
  }
}

function tellPages(index: ThrowAwayIndex, pages: Pages, what: string): void {
  const names = [...pages].map(([name, ids]) => `${basename(name, '.txt')} of ${ids.length}`.padStart(14))
  console.log(`\npapers of each saved page in the first ${WITHIN} of ${index.documentCount} ${what}`)
  console.log(`${'query'.padEnd(24)}${'mode'.padEnd(8)}${names.join('')}`)
  for (const query of PAGE_QUERIES) {
    for (const mode of MODES) {
      const found = new Set(answerText(index, query, mode, WITHIN).map(({ id }) => id))
      const counts = [...pages.values()].map((ids) => ids.filter((id) => found.has(id)).length)
      console.log(`${query.padEnd(24)}${mode.padEnd(8)}${counts.map((count) => String(count).padStart(14)).join('')}`)
    }
  }
}
