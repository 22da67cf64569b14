import type { Bm25fParameters } from '../../rank/bm25f.ts'
import { fieldNorm, toImpact } from '../../rank/bm25f.ts'
import type { IndexedDocument } from '../document.ts'
import { BOUNDARY } from '../forward.ts'
import { growingBytes, growingWords } from '../growing-array.ts'
import { DocumentTokens } from './document-tokens.ts'

/** Most documents of a run, so that a document's number fits 16 bits. */
export const MOST_RUN_DOCUMENTS = 65_536

/** Where a posting stands: in any text, in one field alone, or as a facet. */
export const SPACES = { text: 0, title: 1, authors: 2, facet: 3 } as const

/** How many spaces a posting's key has room for. */
export const SPACE_COUNT = 4

const FIRST_DOCUMENTS = 1_024
const [TITLE, ABSTRACT, AUTHORS] = [0, 1, 2]
const FIELD_COUNT = 3
const FACET_IMPACT = 1

/** Takes in documents, up to 65,536, for `invertRun` to make a segment of. Terms have the numbers of `DocumentTokens`. */
export class Run {
  readonly parameters: Bm25fParameters
  readonly tokens: DocumentTokens
  readonly ids: string[] = []
  readonly days: number[] = []
  readonly votes: number[] = []
  /** Every document's facets, as terms; where each document's end. */
  readonly facets = growingWords(FIRST_DOCUMENTS * 4)
  readonly facetEnds = growingWords(FIRST_DOCUMENTS)
  /** Every document's terms, with the boundaries of `Forward`; where each document's end. */
  readonly sequence = growingWords(FIRST_DOCUMENTS * 200)
  readonly sequenceEnds = growingWords(FIRST_DOCUMENTS)
  /** Every document's postings, as term · 4 + space, with their impacts; where each document's end. */
  readonly keys = growingWords(FIRST_DOCUMENTS * 150)
  readonly impacts = growingBytes(FIRST_DOCUMENTS * 150)
  readonly keyEnds = growingWords(FIRST_DOCUMENTS)
  readonly #termOfFacet = new Map<string, number>()
  /** Occurrences in the document at hand: three fields a term. All 0 between documents. */
  #counts = new Uint32Array(0)

  constructor(parameters: Bm25fParameters, tokens = new DocumentTokens()) {
    this.parameters = parameters
    this.tokens = tokens
    tokens.tidy()
  }

  get documentCount(): number {
    return this.ids.length
  }

  /** Whether `add` would be too much. */
  get isFull(): boolean {
    return this.ids.length >= MOST_RUN_DOCUMENTS
  }

  /** Reads a document, so that `tokens` are those of it, and takes it in. */
  add(document: IndexedDocument): void {
    const { tokens, sequence } = this
    tokens.read(document)
    this.#makeRoom()
    const { ends } = tokens
    const start = sequence.length
    const inTitle = this.#addText(0, ends.title, TITLE)
    const inAbstract = this.#addText(ends.title, ends.abstract, ABSTRACT)
    let inAuthors = 0
    let from = ends.abstract
    for (const end of ends.authors) {
      inAuthors += this.#addText(from, end, AUTHORS)
      from = end
    }
    this.#addPostings(start, [inTitle, inAbstract, inAuthors])
    this.#addFacets(document.facets)
    this.sequenceEnds.push(sequence.length)
    this.keyEnds.push(this.keys.length)
    this.ids.push(document.id)
    this.days.push(document.day)
    this.votes.push(document.votes)
  }

  #makeRoom(): void {
    const { terms, ends } = this.tokens
    if (this.#counts.length < terms.size * FIELD_COUNT) this.#counts = new Uint32Array(terms.size * FIELD_COUNT * 2)
    this.sequence.reserve((ends.authors.at(-1) ?? ends.abstract) + 2 + ends.authors.length)
  }

  /** Appends the terms of some tokens to the sequence, and a boundary, and counts them. @returns how many */
  #addText(from: number, to: number, field: number): number {
    const { numbers, termOfToken } = this.tokens
    const { sequence } = this
    const { values } = sequence
    const counts = this.#counts
    const start = sequence.length
    let at = start
    for (let i = from; i < to; i++) {
      const term = termOfToken[numbers[i]!]!
      if (term === 0) continue
      values[at++] = term
      counts[term * FIELD_COUNT + field]!++
    }
    values[at] = BOUNDARY
    sequence.length = at + 1
    return at - start
  }

  /** Writes a posting for each distinct term of a document, the first time it comes; its counts are 0 from then on. */
  #addPostings(start: number, [inTitle, inAbstract, inAuthors]: readonly [number, number, number]): void {
    const { fields } = this.parameters
    const norms = [
      fieldNorm(fields.title, inTitle),
      fieldNorm(fields.abstract, inAbstract),
      fieldNorm(fields.authors, inAuthors),
    ] as const
    const { values, length } = this.sequence
    this.keys.reserve((length - start) * SPACE_COUNT)
    this.impacts.reserve((length - start) * SPACE_COUNT)
    for (let i = start; i < length; i++) {
      const term = values[i]!
      if (term !== BOUNDARY) this.#post(term, norms)
    }
  }

  #post(term: number, [titleNorm, abstractNorm, authorsNorm]: readonly [number, number, number]): void {
    const counts = this.#counts
    const at = term * FIELD_COUNT
    const inTitle = counts[at]!
    const inAbstract = counts[at + ABSTRACT]!
    const inAuthors = counts[at + AUTHORS]!
    if (inTitle + inAbstract + inAuthors === 0) return
    counts[at] = counts[at + ABSTRACT] = counts[at + AUTHORS] = 0
    const titleWeight = inTitle * titleNorm
    const authorsWeight = inAuthors * authorsNorm
    const textWeight = (inTitle > 0 ? titleWeight : 0) + (inAbstract > 0 ? inAbstract * abstractNorm : 0)
    this.#push(term, SPACES.text, textWeight + (inAuthors > 0 ? authorsWeight : 0))
    if (inTitle > 0) this.#push(term, SPACES.title, titleWeight)
    if (inAuthors > 0) this.#push(term, SPACES.authors, authorsWeight)
  }

  #push(term: number, space: number, weight: number): void {
    this.keys.values[this.keys.length++] = term * SPACE_COUNT + space
    this.impacts.values[this.impacts.length++] = toImpact(weight, this.parameters.k1)
  }

  #addFacets(facets: readonly string[]): void {
    for (const facet of new Set(facets)) {
      const term = this.#termOfFacet.get(facet) ?? this.#findFacet(facet)
      this.facets.push(term)
      this.keys.push(term * SPACE_COUNT + SPACES.facet)
      this.impacts.push(FACET_IMPACT)
    }
    this.facetEnds.push(this.facets.length)
  }

  #findFacet(facet: string): number {
    const term = this.tokens.terms.numberOf(facet)
    this.#termOfFacet.set(facet, term)
    return term
  }
}
