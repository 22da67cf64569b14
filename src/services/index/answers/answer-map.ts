import { findPrincipalAxes } from '../../../engine/map/principal-axes.ts'
import { parseQuery } from '../../../engine/query/parse-query.ts'
import { toFacetTerm } from '../../../engine/index/document.ts'
import type { Place, Searcher } from '../../../engine/index/searcher.ts'
import { searchHybrid } from '../../../engine/rank/hybrid.ts'
import { type PaperId, SOURCES } from '../../../domain/paper.ts'
import { BUDGET } from './answer-search.ts'
import type { Engine } from './index-in-use.ts'
import type { MapFindings, MapQuestion } from './questions.ts'

type Meaning = NonNullable<Engine['meaning']>

/** Documents that say where right and down are: enough for the first two axes to stand still from sample to sample. */
const SAMPLED = 1000
/** Terms of fewer papers of a map name none of its regions. */
const FEWEST_PAPERS = 2

/** What a map of a search's papers is drawn from. A text without words asks for the newest that its filters let in. */
export function answerMap({ searcher, meaning }: Engine, { text, size, isByVotes }: MapQuestion): MapFindings {
  const isCategory = (code: string): boolean => searcher.documentFrequency(toFacetTerm(`cat:${code}`)) > 0
  const query = parseQuery(text, { isCategory, sources: SOURCES })
  const limit = isByVotes ? Math.max(MOST_RANKED, size) : size
  const { hits, matched, isExact } = searchHybrid({ searcher, meaning }, query, {
    mode: 'hybrid',
    limit,
    budget: BUDGET,
  })
  const places = hits.map(({ hit }) => hit)
  if (isByVotes) places.sort((a, b) => searcher.votesOf(b) - searcher.votesOf(a)) // stable: of as many, as they came
  const shown = places.slice(0, size)
  const placed = meaning ? shown.flatMap((place) => toPlaced(meaning, place)) : []
  const dimensions = meaning?.model.dimensions ?? 0
  const vectors = new Float32Array(placed.length * dimensions)
  placed.forEach(({ vector }, index) => vectors.set(vector, index * dimensions))
  return {
    ids: placed.map(({ place }) => searcher.idOf(place) as PaperId),
    unplaced: shown.length - placed.length,
    matched: Math.max(matched, hits.length),
    isExact,
    problems: query.problems,
    vectors,
    dimensions,
    axes: meaning && placed.length > 0 ? findAxes(searcher, meaning) : new Float32Array(2 * dimensions),
    rarities: listRarities(
      searcher,
      placed.map(({ place }) => place),
    ),
  }
}

/** A month of all of arXiv has fewer papers. To rank 14,000 takes 45 ms. */
const MOST_RANKED = 40_000

function toPlaced({ dense }: Meaning, place: Place): { place: Place; vector: Float32Array }[] {
  const vector = dense.vectorOf(place)
  return vector.some((value) => value !== 0) ? [{ place, vector }] : []
}

/** The axes of a model's space as this index knows it: of the first documents it had, and then the same for all maps. */
const known = new WeakMap<Meaning['model'], { documents: number; axes: Float32Array }>()

function findAxes(searcher: Searcher, { dense, model }: Meaning): Float32Array {
  const total = searcher.segmentSizes.reduce((sum, size) => sum + size, 0)
  const before = known.get(model)
  // A store that has doubled since was being filled.
  if (before && total < 2 * before.documents) return before.axes
  const places = sampleOf(searcher.segmentSizes, total)
  const sample = new Float32Array(places.length * model.dimensions)
  places.forEach((place, index) => sample.set(dense.vectorOf(place), index * model.dimensions))
  const axes = findPrincipalAxes(sample, model.dimensions)
  known.set(model, { documents: total, axes })
  return axes
}

/** Documents spread evenly over all segments. */
function sampleOf(sizes: readonly number[], total: number): Place[] {
  const count = Math.min(SAMPLED, total)
  const places: Place[] = []
  let [segment, first] = [0, 0]
  for (let i = 0; i < count; i++) {
    const number = Math.floor((i * total) / count)
    while (number >= first + sizes[segment]!) first += sizes[segment++]!
    places.push({ segment, document: number - first })
  }
  return places
}

/** The idf of each term that several of the papers say. */
function listRarities(searcher: Searcher, places: readonly Place[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const place of places) {
    const terms = new Set(searcher.forwardTerms(place).flatMap(({ field, term }) => (field === 'authors' ? [] : term)))
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  const shared = [...counts].filter(([, count]) => count >= FEWEST_PAPERS)
  return new Map(shared.map(([term]) => [term, searcher.idf(term)]))
}
