import type { Field, IndexedDocument } from '../../src/engine/index/document.ts'
import type { Filter, LexicalQuery, Phrase } from '../../src/engine/index/lexical-query.ts'
import type { Bm25fParameters } from '../../src/engine/rank/bm25f.ts'

/** A document that is indexed; its texts are lower-case words that the analyzer leaves as they are. */
export type KnownDocument = { document: IndexedDocument; isDeleted: boolean }

/** What the oracle found: all of it, best first. */
export type BruteForceAnswer = { id: string; score: number }[]

const TEXT_FIELDS: Record<string, Field[]> = {
  '': ['title', 'abstract', 'authors'],
  '\u0001': ['title'],
  '\u0002': ['authors'],
}

/** Answers a query by looking at every document, from BM25F's formula and the words of the texts alone. */
export function searchByForce(
  known: readonly KnownDocument[],
  query: LexicalQuery,
  parameters: Bm25fParameters,
): BruteForceAnswer {
  const weights = new Map<string, number>()
  for (const { term, weight } of query.terms) weights.set(term, (weights.get(term) ?? 0) + weight)
  const idf = (term: string): number => {
    const frequency = known.filter(({ document }) => impactOf(document, term, parameters) > 0).length
    return Math.log(1 + (known.length - frequency + 0.5) / (frequency + 0.5))
  }
  const floats = [...weights].map(([term, weight]) => weight * idf(term))
  const sum = floats.reduce((total, weight) => total + weight, 0)
  const scale = floats.length === 0 ? 1 : Math.min(32_767 / Math.max(...floats), (8_000_000 - floats.length) / sum)
  const whole = floats.map((weight) => Math.max(1, Math.round(weight * scale)))
  const minimum = Math.min(query.minimumMatch, weights.size)
  return known
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ document }) => ({
      document,
      impacts: [...weights.keys()].map((term) => impactOf(document, term, parameters)),
    }))
    .filter(({ impacts }) => impacts.filter((impact) => impact > 0).length >= minimum)
    .filter(({ document }) => passes(document, query))
    .map(({ document, impacts }) => ({ document, points: impacts.reduce((p, impact, i) => p + impact * whole[i]!, 0) }))
    .sort((a, b) => b.points - a.points || b.document.day - a.document.day || (a.document.id < b.document.id ? 1 : -1))
    .map(({ document, points }) => ({ id: document.id, score: points * (1 / (scale * 255)) }))
}

function passes(document: IndexedDocument, query: LexicalQuery): boolean {
  const { required = [], phrases = [], excluded = [], filter = {} } = query
  return (
    required.every((group) => group.some((term) => holds(document, term))) &&
    phrases.every((phrase) => phrase.terms.length === 0 || holdsPhrase(document, phrase)) &&
    !excluded.some((phrase) => isExcluded(document, phrase)) &&
    passesFilter(document, filter)
  )
}

/** A single term without a field may be of any indexed form. */
function isExcluded(document: IndexedDocument, phrase: Phrase): boolean {
  if (phrase.terms.length === 1 && phrase.field === undefined) return holds(document, phrase.terms[0]!)
  return phrase.terms.length > 0 && holdsPhrase(document, phrase)
}

function passesFilter({ day, facets }: IndexedDocument, filter: Filter): boolean {
  const { fromDay, toDay, facets: groups = [], without = [] } = filter
  const hasDay = day !== 0 && day >= (fromDay ?? -Infinity) && day <= (toDay ?? Infinity)
  return (
    (hasDay || (fromDay === undefined && toDay === undefined)) &&
    groups.every((group) => group.some((facet) => facets.includes(facet))) &&
    !without.some((facet) => facets.includes(facet))
  )
}

function holds(document: IndexedDocument, term: string): boolean {
  if (term.startsWith('\u0003')) return document.facets.includes(term.slice(1))
  const prefix = /^[\u0001\u0002]/.exec(term)?.[0] ?? ''
  return TEXT_FIELDS[prefix]!.some((field) => wordsOf(document, field).flat().includes(term.slice(prefix.length)))
}

function holdsPhrase(document: IndexedDocument, { terms, field }: Phrase): boolean {
  const fields = field === undefined ? TEXT_FIELDS['']! : [field]
  return fields.some((name) =>
    wordsOf(document, name).some((words) => words.some((_, i) => terms.every((term, k) => words[i + k] === term))),
  )
}

/** round(255 · tfw / (k1 + tfw)), at least 1; 0 where the term is absent. */
function impactOf(document: IndexedDocument, term: string, { k1, fields }: Bm25fParameters): number {
  if (term.startsWith('\u0003')) return document.facets.includes(term.slice(1)) ? 1 : 0
  const prefix = /^[\u0001\u0002]/.exec(term)?.[0] ?? ''
  let tfw = 0
  for (const field of TEXT_FIELDS[prefix]!) {
    const words = wordsOf(document, field).flat()
    const tf = words.filter((word) => word === term.slice(prefix.length)).length
    const { weight, b, meanLength } = fields[field]
    if (tf > 0) tfw += tf * (weight / (1 - b + (b * words.length) / meanLength))
  }
  return tfw === 0 ? 0 : Math.max(1, Math.round((255 * tfw) / (k1 + tfw)))
}

const kept = new WeakMap<IndexedDocument, Record<Field, string[][]>>()

/** A field's words; authors one by one. */
function wordsOf(document: IndexedDocument, field: Field): string[][] {
  let words = kept.get(document)
  if (words === undefined) {
    const split = (text: string): string[] => text.split(' ').filter((word) => word !== '')
    const authors = document.authors.map(split)
    kept.set(document, (words = { title: [split(document.title)], abstract: [split(document.abstract)], authors }))
  }
  return words[field]
}
