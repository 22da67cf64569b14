import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { openModel } from '../src/engine/embed/model.ts'
import { scatter } from '../src/engine/embed/quantise.ts'
import { type VectorSource, normalise } from './dense-vectors.ts'

const DATA = new URL('../../shared/data/arxiv/', import.meta.url)
const MODEL = new URL('../assets/embedding.bin', import.meta.url)
const FILES = ['older', '2025', '2026']
/** How much of a mixture is its first paper: as if three of its five sentences were taken from it. */
const FIRST_SHARE = 0.6
/** Every so many papers lend their title as a query. */
const QUERY_STEP = 2053

/**
 * The vectors of real papers by the model that is shipped; undefined where one of the two is not here.
 *
 * Documents beyond the papers there are are mixtures of two: the sum of two texts' vectors is the vector of both texts.
 * Queries are titles, and every third the whole of a paper, as for "similar papers".
 */
export async function paperSource(most: number): Promise<VectorSource | undefined> {
  if (!existsSync(DATA) || !existsSync(MODEL)) return undefined
  const model = openModel(readFileSync(MODEL))
  const { dimensions } = model
  const papers = await readPapers(most)
  const vectors = new Float32Array(papers.length * dimensions)
  const start = performance.now()
  papers.forEach((paper, i) => vectors.set(model.encode(paper).vector, i * dimensions))
  const rate = (papers.length / (performance.now() - start)) * 1000
  console.log(`encoded ${papers.length} papers, ${Math.round(rate)} a second`)
  const rowOf = (paper: number): Float32Array => vectors.subarray(paper * dimensions, (paper + 1) * dimensions)
  return {
    name: `papers (${model.name})`,
    dimensions,
    write: (document, out) => {
      if (document < papers.length) return out.set(rowOf(document))
      const first = rowOf(document % papers.length)
      const second = rowOf(scatter(document) % papers.length)
      for (let d = 0; d < dimensions; d++) out[d] = FIRST_SHARE * first[d]! + (1 - FIRST_SHARE) * second[d]!
      normalise(out)
    },
    writeQuery: (i, _count, out) => {
      const paper = papers[(i * QUERY_STEP) % papers.length]!
      out.set(model.encode(i % 3 === 2 ? paper : paper.title).vector)
    },
  }
}

type Paper = { title: string; abstract: string }

async function readPapers(most: number): Promise<Paper[]> {
  const papers: Paper[] = []
  for (const file of FILES) {
    const stream = createReadStream(new URL(`${file}.jsonl.gz`, DATA)).pipe(createGunzip())
    for await (const line of createInterface({ input: stream })) {
      if (papers.length === most) return papers
      const { title, abstract } = JSON.parse(line) as Paper
      papers.push({ title, abstract })
    }
  }
  return papers
}
