// Papers in any number, for benches of search: real ones, then ones mixed from real sentences; or those of `sample`.
import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { DAY_MS, fromUtcDay } from '../src/domain/time.ts'
import type { Day } from '../src/domain/time.ts'
import type { IndexedDocument } from '../src/engine/index/document.ts'
import { SeededRandom } from '../src/services/sample/random.ts'
import { samplePapers } from '../src/services/sample/sample-papers.ts'

const FILES = ['older', '2025', '2026'].map(
  (name) => new URL(`../../shared/data/arxiv/${name}.jsonl.gz`, import.meta.url),
)
const FIRST_DAY = fromUtcDay('1991-08-14' as Day) / DAY_MS
const LAST_DAY = fromUtcDay('2026-05-29' as Day) / DAY_MS
// arXiv's papers have grown so: half of them came in the last quarter of its days.
const GROWTH = 2.2
const SENTENCES = 6

type Row = {
  id: string
  title: string
  abstract: string
  authors: string[]
  categories?: string[]
  primary?: string
  listings?: string[]
}

/** Whether the real papers are here. */
export function hasRealPapers(): boolean {
  return FILES.every((file) => existsSync(file))
}

/** The real papers, in the order of their files; up to `most`. */
export async function readRealPapers(most = Infinity): Promise<Row[]> {
  const rows: Row[] = []
  for (const file of FILES) {
    for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
      if (rows.length >= most) return rows
      rows.push(JSON.parse(line) as Row)
    }
  }
  return rows
}

/**
 * `count` papers, oldest first: title and authors of one real paper, and its own abstract while there are unused ones;
 * afterwards sentences of papers of its category, so that words go together as they do in real text.
 */
export function* mixPapers(rows: readonly Row[], count: number): Generator<IndexedDocument> {
  const random = new SeededRandom()
  random.restart(1, 0)
  const kinds = Map.groupBy(rows, toCategory)
  for (let i = 0; i < count; i++) {
    const row = rows[i % rows.length]!
    const kind = kinds.get(toCategory(row))!
    const abstract = i < rows.length ? row.abstract : mixAbstract(kind, random)
    const day = Math.floor(FIRST_DAY + (LAST_DAY - FIRST_DAY) * ((i + 0.5) / count) ** (1 / GROWTH))
    yield toDocument(i, row, abstract, day)
  }
}

/** `count` papers of `broadsheet sample`, oldest first. */
export function* samplePapersAsDocuments(count: number): Generator<IndexedDocument> {
  let i = 0
  for (const { fields } of samplePapers({ count, seed: 1, days: 2_000, lastDay: '2026-05-29' as Day })) {
    const authors = fields.authors ?? []
    const day = Math.floor(LAST_DAY - 2_800 * (1 - (i + 0.5) / count))
    yield toDocument(i++, { id: '', title: fields.title, authors, abstract: '' }, fields.abstract ?? '', day)
  }
}

function toDocument(number: number, row: Row, abstract: string, day: number): IndexedDocument {
  const { title, authors } = row
  const category = toCategory(row).toLowerCase()
  const facets = [`cat:${category}`, `cat:${category.split('.')[0]}`, 'source:arxiv']
  if (number % 7 === 0) facets.push('code:yes')
  return { id: `n${number}`, title, abstract, authors, day, facets, votes: number % 5 }
}

function toCategory({ primary, categories, listings }: Row): string {
  return primary ?? categories?.[0] ?? `cs.${listings?.[0] ?? 'LG'}`
}

function mixAbstract(kind: readonly Row[], random: SeededRandom): string {
  const sentences: string[] = []
  while (sentences.length < SENTENCES) {
    const from = kind[random.below(kind.length)]!.abstract.split('. ')
    const first = random.below(from.length)
    sentences.push(...from.slice(first, first + 2))
  }
  return sentences.join('. ')
}

/** Queries as readers type them: 2 to 6 adjacent words of a title, stop words left out; at least one is left. */
export function* drawQueries(
  titles: readonly string[],
  count: number,
  stopWords: (word: string) => boolean,
): Generator<string[]> {
  const random = new SeededRandom()
  random.restart(2, 0)
  for (let drawn = 0; drawn < count;) {
    const words = titles[random.below(titles.length)]!.toLowerCase().match(/[a-z]+/g) ?? []
    const length = 2 + random.below(5)
    const chosen = words.slice(random.below(Math.max(1, words.length - length + 1))).slice(0, length)
    const kept = [...new Set(chosen.filter((word) => !stopWords(word)))]
    if (kept.length === 0) continue
    drawn++
    yield kept
  }
}
