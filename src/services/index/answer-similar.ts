import type { Hit, Searcher } from '../../engine/index/searcher.ts'
import { isStopWord } from '../../engine/text/stop-words.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Engine } from './index-in-use.ts'
import type { SimilarFindings, SimilarQuestion } from './questions.ts'

const MOST_SHARED = 4
/** What is said of fewer papers tells of one of them, of more it tells nothing. */
const MOST_COMMON = 0.05

/** Papers near one paper in meaning, with the words that both share: the rarest, since they tell most. */
export function answerSimilar({ searcher, meaning }: Engine, { id, size }: SimilarQuestion): SimilarFindings {
  const hit = searcher.find(id)
  if (!hit || !meaning) return undefined
  const { dense } = meaning
  const everything = (segment: number) => searcher.filterBits(undefined, segment)
  const near = dense.search(dense.vectorOf(hit), { limit: size + 1, candidates: 1000, filterBits: everything })
  const own = listTelling(searcher, hit)
  return near
    .filter((other) => other.segment !== hit.segment || other.document !== hit.document)
    .slice(0, size)
    .map((other) => ({
      id: searcher.idOf(other) as PaperId,
      similarity: other.score,
      shared: listShared(searcher, own, other),
    }))
}

/** The terms of title and abstract with their idf. */
function listTelling(searcher: Searcher, hit: Hit): Map<string, number> {
  const told = new Map<string, number>()
  for (const { field, term } of searcher.forwardTerms(hit)) {
    if (field === 'authors' || told.has(term) || isStopWord(term) || /^\d*$/.test(term)) continue
    if (searcher.documentFrequency(term) <= searcher.documentCount * MOST_COMMON) told.set(term, searcher.idf(term))
  }
  return told
}

function listShared(searcher: Searcher, own: ReadonlyMap<string, number>, other: Hit): string[] {
  const theirs = new Set(searcher.forwardTerms(other).map(({ term }) => term))
  return [...own]
    .filter(([term]) => theirs.has(term))
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_SHARED)
    .map(([term]) => term)
}
