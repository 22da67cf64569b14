import type { Hit, Searcher } from '../../../engine/index/searcher.ts'
import { isGeneralTerm } from '../../../engine/text/general-words.ts'
import { isStopWord } from '../../../engine/text/stop-words.ts'
import type { PaperId } from '../../../domain/paper.ts'
import type { Engine } from './index-in-use.ts'
import type { SimilarFindings, SimilarQuestion } from './questions.ts'

const MOST_SHARED = 4
/** What is said of fewer papers tells of one of them, of more it tells nothing. */
const MOST_COMMON = 0.05
/** Letters, from the first on, that forms of one word have in common. */
const FEWEST_SAME = 5
const HOLDS_LETTERS = /\p{L}{2}/u

/** Papers near one paper in meaning, with the words that both share and that tell what they are about. */
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
      shared: listShared(own, listTelling(searcher, other)),
    }))
}

/** A term's idf, and whether the paper's title holds it, or it says it more than once. */
type Said = { idf: number; isOften: boolean }

/** What a paper speaks of: the terms of its title and abstract that few papers hold. */
function listTelling(searcher: Searcher, hit: Hit): Map<string, Said> {
  const told = new Map<string, Said>()
  for (const { field, term } of searcher.forwardTerms(hit)) {
    const known = told.get(term)
    if (known) known.isOften ||= field !== 'authors'
    if (known || field === 'authors' || !HOLDS_LETTERS.test(term) || isStopWord(term) || isGeneralTerm(term)) continue
    if (searcher.documentFrequency(term) > searcher.documentCount * MOST_COMMON) continue
    told.set(term, { idf: searcher.idf(term), isOften: field === 'title' })
  }
  return told
}

/** Those terms of both of which at least one makes much, the rarest first; of several forms of one word the first. */
function listShared(own: ReadonlyMap<string, Said>, theirs: ReadonlyMap<string, Said>): string[] {
  const both = [...own].filter(([term, { isOften }]) => {
    const their = theirs.get(term)
    return their !== undefined && (isOften || their.isOften)
  })
  const shared: string[] = []
  for (const [term] of both.sort(([, a], [, b]) => b.idf - a.idf)) {
    if (shared.length < MOST_SHARED && !shared.some((other) => saysSame(term, other))) shared.push(term)
  }
  return shared
}

/** "deepseek" and "deepseekr1", "stimuli" and "stimulus". */
function saysSame(a: string, b: string): boolean {
  if (a.includes(b) || b.includes(a)) return true
  const shorter = Math.min(a.length, b.length)
  let same = 0
  while (same < shorter && a[same] === b[same]) same++
  return same >= FEWEST_SAME && same * 3 >= shorter * 2
}
