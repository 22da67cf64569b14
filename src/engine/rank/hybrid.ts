import type { Hit, Place, SearchAnswer, TermPlace } from '../index/searcher.ts'
import type { Matching } from '../query/lexical-draft.ts'
import type { SearchQuery } from '../query/search-query.ts'
import { type Candidate, KnownPlaces, toCandidate } from './candidates.ts'
import { type CosineScale, SHIPPED_SCALE } from './cosine-scale.ts'
import { moveTowards } from './feedback.ts'
import { type Meaning, type Question, type RankedIndex, toQuestion } from './question.ts'
import { scoreOf, type ScorePart, toParts, type Weights } from './score-parts.ts'
import { listPairs, scorePairs } from './term-pairs.ts'

/** What `searchHybrid` searches. */
export type { RankedIndex } from './question.ts'

/** Ranked by words, by meaning, or by both. */
export const RANK_MODES = ['lexical', 'dense', 'hybrid'] as const
export type RankMode = (typeof RANK_MODES)[number]

/** How a query is answered. */
export type RankOptions = {
  readonly mode: RankMode
  /** Hits wanted, >= 1. A smaller limit gives the beginning of what a larger one gives. */
  readonly limit: number
  /** How many of the query's words a document must hold to count as a match; `any` where not given. */
  readonly matching?: Matching
  /** Most postings to look at. */
  readonly budget?: number
  /** Takes the place of the text's own vector, and is trusted: the mean of papers given as examples. */
  readonly vector?: Float32Array
}

/** A document that was found. `parts` says what its score is made of; they sum to it. */
export type RankedHit = {
  readonly hit: Place
  readonly score: number
  readonly parts: readonly ScorePart[]
  /** Found by meaning alone, and none of `matched`; absent in mode `dense`. */
  readonly isNear?: boolean
}

/** The best, best first, and what the search by words told of the rest. */
export type RankedAnswer = {
  readonly hits: readonly RankedHit[]
  /** Documents that match by their words; in mode `dense`, and where there are no words, those of `hits`. */
  readonly matched: number
  readonly isExact: boolean
  readonly isPartial: boolean
  /** How much of the budget it took. */
  readonly spent: number
}

/** So many of each search are ranked together. More hardly change the first ten and cost a read of each document. */
const HEAD = 100
/** Vectors compared for those of the head that are near in meaning. */
const COMPARED = 256
/** Documents that lend their vectors to the query: more than a few are more often wrong. */
const EXAMPLES = 3
/** Hardly any document gains more by terms that stand together, as a share of the whole mass. */
const MOST_NEARNESS = 0.2

/**
 * Ranks the documents of an index for a query.
 *
 * By words: BM25F, and of the first hundred those gain in which words of the query stand together, or all of them stand.
 * By meaning: the cosine to the query's vector. By both: the vector (that of a sentence is first moved towards the best of
 * what words found) finds another hundred, and all are scored by both. Meaning counts for more the more the query reads
 * like a text, and the better the model knows its words.
 */
export function searchHybrid(index: RankedIndex, query: SearchQuery, options: RankOptions): RankedAnswer {
  const question = toQuestion(index, query, { matching: options.matching ?? 'any', given: options.vector })
  const { meaning, weights } = question
  if (meaning && options.mode === 'dense') return searchByMeaning(question, meaning, options.limit)
  const answer = question.searcher.search(question.lexical, {
    limit: Math.max(HEAD, options.limit),
    ...(options.budget === undefined ? {} : { budget: options.budget }),
  })
  const candidates = answer.hits.map(toCandidate)
  const head = candidates.slice(0, HEAD)
  addPlaces(question, head)
  if (!meaning || options.mode === 'lexical' || weights.meaning === 0) {
    return toAnswer(
      [...sortByScore(head, byWords(weights)), ...candidates.slice(HEAD)],
      byWords(weights),
      answer,
      options,
    )
  }
  const both = joinByMeaning(question, meaning, head)
  markNear(both.slice(head.length), candidates, answer)
  const known = new KnownPlaces(both)
  const rest = candidates.slice(HEAD).filter(({ place }) => !known.has(place))
  return toAnswer([...sortByScore(both, weights), ...rest], weights, answer, options)
}

function byWords({ mass, complete }: Weights): Weights {
  return { mass, complete, meaning: 0 }
}

function searchByMeaning(question: Question, { dense, vector }: Meaning, limit: number): RankedAnswer {
  const weights = { mass: 1, complete: 0, meaning: 1 }
  const found = dense.search(vector, { limit, ...toDenseOptions(question) })
  const candidates = admit(question, found, SHIPPED_SCALE).map((candidate) => ({ ...candidate, words: 0 }))
  const answer = { hits: [], matched: candidates.length, isExact: false, isPartial: false, spent: 0 }
  return toAnswer(candidates, weights, answer, { limit })
}

function toDenseOptions({ searcher, lexical }: Question) {
  return { filterBits: (segment: number) => searcher.filterBits(lexical.filter, segment) }
}

/** What was found by meaning and the query lets in, with what its words give it. */
function admit({ searcher, lexical }: Question, found: readonly Hit[], scale: CosineScale): Candidate[] {
  const anyWords = { ...lexical, minimumMatch: 0 }
  return found.flatMap((hit): Candidate[] => {
    const words = searcher.scoreOf(anyWords, hit)
    return words === undefined ? [] : [{ place: hit, words, nearness: 0, complete: 0, meaning: read(hit.score, scale) }]
  })
}

/** A cosine as it counts; of a document without a vector (exactly 0) it says nothing. */
function read(cosine: number, { middle, factor }: CosineScale): number {
  return cosine === 0 ? 0 : (cosine - middle) * factor
}

/** Reads where the terms stand in each candidate: whether all are there, and which together. */
function addPlaces({ searcher, terms }: Question, candidates: readonly Candidate[]): void {
  const together = listPairs(terms, (term) => searcher.idf(term))
  const masses = together.terms.map((term) => (searcher.documentFrequency(term) > 0 ? searcher.idf(term) : 0))
  const whole = masses.reduce((sum, mass) => sum + mass, 0)
  if (whole === 0) return
  for (const candidate of candidates) {
    const places = searcher.termPlaces(candidate.place, together.terms)
    candidate.nearness = scorePairs(together, places)
    candidate.complete = sumHeld(masses, places) / whole
  }
}

/** The mass of the terms that stand anywhere. */
function sumHeld(masses: readonly number[], places: readonly TermPlace[]): number {
  const held = new Uint8Array(masses.length)
  for (const { term } of places) held[term] = 1
  return masses.reduce((sum, mass, term) => sum + mass * held[term]!, 0)
}

/** Adds what is near in meaning to the query and the best of what words found, and gives every candidate its cosine. */
function joinByMeaning(question: Question, meaning: Meaning, head: readonly Candidate[]): Candidate[] {
  const { dense, scale } = meaning
  const moved = meaning.movesToBest ? moveToBest(question, meaning, head) : meaning.vector
  const known = new KnownPlaces(head)
  const found = dense
    .search(moved, { limit: HEAD, candidates: COMPARED, ...toDenseOptions(question) })
    .filter((hit) => !known.has(hit))
  const further = admit(question, found, scale)
  giveCosines(meaning, moved, head)
  addPlaces(question, listRivals(head, further, question.weights))
  return [...head, ...further]
}

/** Those that the words did not find; where these found more than they gave, whatever holds a word may be one of them. */
function markNear(further: readonly Candidate[], found: readonly Candidate[], { matched }: SearchAnswer): void {
  const known = new KnownPlaces(found)
  for (const candidate of further) {
    candidate.isNear = !known.has(candidate.place) && (matched <= found.length || candidate.words === 0)
  }
}

/** Those found by meaning that places could lift among the better half of the others: reading the rest changes nothing. */
function listRivals(head: readonly Candidate[], further: readonly Candidate[], weights: Weights): Candidate[] {
  const middle = sortByScore(head, weights)[head.length >> 1]
  const most = weights.complete + MOST_NEARNESS
  const bar = middle ? scoreOf(middle, weights) - most : -Infinity
  return further.filter((candidate) => candidate.words > 0 && scoreOf(candidate, weights) >= bar)
}

function moveToBest({ weights }: Question, meaning: Meaning, head: readonly Candidate[]): Float32Array {
  const { dense, vector } = meaning
  giveCosines(meaning, vector, head)
  const best = sortByScore(head, weights).slice(0, EXAMPLES)
  return moveTowards(
    vector,
    best.map((candidate) => ({ vector: dense.vectorOf(candidate.place), weight: scoreOf(candidate, weights) })),
  )
}

function giveCosines({ dense, scale }: Meaning, vector: Float32Array, candidates: readonly Candidate[]): void {
  const cosines = dense.similarity(
    vector,
    candidates.map(({ place }) => place),
  )
  candidates.forEach((candidate, index) => (candidate.meaning = read(cosines[index]!, scale)))
}

/** Stable: candidates of equal score stay in the order in which the searches gave them, newest first. */
function sortByScore(candidates: readonly Candidate[], weights: Weights): Candidate[] {
  return candidates.toSorted((a, b) => scoreOf(b, weights) - scoreOf(a, weights))
}

function toAnswer(
  candidates: readonly Candidate[],
  weights: Weights,
  { matched, isExact, isPartial, spent }: SearchAnswer,
  { limit }: Pick<RankOptions, 'limit'>,
): RankedAnswer {
  const hits = candidates.slice(0, limit).map((candidate) => ({
    hit: candidate.place,
    score: scoreOf(candidate, weights),
    ...(candidate.isNear && { isNear: true }),
    get parts() {
      return toParts(candidate, weights) // seldom asked for
    },
  }))
  return { hits, matched, isExact, isPartial, spent }
}
