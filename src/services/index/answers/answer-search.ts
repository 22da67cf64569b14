import { toFacetTerm } from '../../../engine/index/document.ts'
import { asksNothing } from '../../../engine/query/asks-nothing.ts'
import { correctQuery } from '../../../engine/query/spelling/correct-query.ts'
import { listUnknownWords } from '../../../engine/query/spelling/list-unknown-words.ts'
import { parseQuery } from '../../../engine/query/parse-query.ts'
import type { SearchQuery } from '../../../engine/query/search-query.ts'
import { type RankedAnswer, type RankedHit, searchHybrid } from '../../../engine/rank/hybrid.ts'
import { listArchives } from '../../../domain/arxiv-categories.ts'
import { type PaperId, SOURCES } from '../../../domain/paper.ts'
import { MOST_FOUND } from '../../search/searching.ts'
import { countFilters } from './count-filters.ts'
import type { Engine } from './index-in-use.ts'
import type { SearchFindings, SearchQuestion } from './questions.ts'

/** arXiv's categories and archives in lower case, whether or not the index holds a paper of them. */
const KNOWN_CATEGORIES = new Set(
  listArchives()
    .flatMap(({ categories }) => categories)
    .flatMap(({ code }) => [code.toLowerCase(), code.toLowerCase().split('.')[0]]),
)
/** Postings that all of one question may look at: some 100 ms, also for phrases of common words among millions. */
export const BUDGET = 20_000_000
/** Fewer papers than these, and a likelier spelling is looked for. */
const FEW = 20

/** Answers a search: by words and meaning, or by examples where any are given. */
export function answerSearch(engine: Engine, question: SearchQuestion): SearchFindings {
  const { searcher } = engine
  const { text, offset, size, like, unlike, explain } = question
  const isCategory = (code: string): boolean =>
    KNOWN_CATEGORIES.has(code) || searcher.documentFrequency(toFacetTerm(`cat:${code}`)) > 0
  const query = parseQuery(text, { isCategory, sources: SOURCES })
  const unknown = [...like, ...unlike].filter((id) => !searcher.find(id))
  const rank = like.length > 0 ? rankByExample : asksNothing(query) ? () => NOTHING : rankByQuery
  const ranking = rank(engine, question, query)
  // What is found by meaning alone has no end: a filter brings as many others.
  const byWords = ranking.hits.filter(({ isNear }) => !isNear)
  const ordered = order(ranking.hits, question, engine)
  const correction = like.length === 0 ? correctQuery(query, searcher, toWordCheck(engine)) : undefined
  return {
    hits: ordered.slice(offset, offset + size).map(({ hit, score, parts }) => ({
      id: searcher.idOf(hit) as PaperId,
      score,
      ...(explain && { parts }),
    })),
    hasMore: ordered.length > offset + size && offset + size < MOST_FOUND,
    matched: ranking.matched,
    near: ranking.hits.length - byWords.length,
    isExact: ranking.isExact,
    isPartial: ranking.isPartial,
    filters: countFilters(
      text,
      query.filter,
      (byWords.length > 0 ? byWords : ranking.hits).map(({ hit }) => hit),
      searcher,
    ),
    problems: query.problems,
    unknown,
    ...(query.identifier !== undefined && { identifier: query.identifier }),
    ...(correction && { suggestion: correction.text }),
    ...(query.identifier === undefined && { unknownWords: listUnknownWords(query, searcher) }),
  }
}

/** A word that the embedding has met is one, however rare it is here. */
function toWordCheck({ meaning, isWord }: Engine): Engine['isWord'] {
  return isWord ?? (meaning && ((word) => meaning.model.encode(word).coverage === 1))
}

/** Papers that hold most of the words; where there are few of these, any of them. */
function rankByQuery(engine: Engine, { mode }: SearchQuestion, query: SearchQuery): RankedAnswer {
  const strict = searchHybrid(engine, query, { mode, limit: MOST_FOUND, matching: 'most', budget: BUDGET })
  if (strict.matched >= FEW || strict.isPartial) return strict
  return searchHybrid(engine, query, { mode, limit: MOST_FOUND, matching: 'any', budget: BUDGET - strict.spent })
}

const NOTHING: RankedAnswer = { hits: [], matched: 0, isExact: true, isPartial: false, spent: 0 }
const UNLIKE = 0.5 // so much of an example to be unlike is taken away: half of it leaves room for what both share

/** Papers near the mean of the examples, less half the mean of those to be unlike; words that stand beside count too. */
function rankByExample({ searcher, meaning }: Engine, question: SearchQuestion, query: SearchQuery): RankedAnswer {
  if (!meaning) return NOTHING
  const vector = new Float32Array(meaning.model.dimensions)
  const add = (ids: readonly PaperId[], weight: number): void => {
    const examples = ids.flatMap((id) => searcher.find(id) ?? [])
    for (const example of examples) {
      const one = meaning.dense.vectorOf(example)
      one.forEach((value, place) => (vector[place] = (vector[place] ?? 0) + (value * weight) / examples.length))
    }
  }
  add(question.like, 1)
  add(question.unlike, -UNLIKE)
  const given = new Set<string>([...question.like, ...question.unlike])
  const mode = query.words.length + query.phrases.length > 0 ? question.mode : 'dense'
  const answer = searchHybrid({ searcher, meaning }, query, { mode, limit: MOST_FOUND, vector, budget: BUDGET })
  const hits = answer.hits.filter(({ hit }) => !given.has(searcher.idOf(hit)))
  return { ...answer, hits }
}

function order(hits: readonly RankedHit[], { order }: SearchQuestion, { searcher }: Engine): readonly RankedHit[] {
  if (order === 'relevance') return hits
  const keyOf = ({ hit }: RankedHit): number => (order === 'date' ? searcher.dayOf(hit) : searcher.votesOf(hit))
  return hits.toSorted((a, b) => keyOf(b) - keyOf(a))
}
