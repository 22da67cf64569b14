import type { Bm25fParameters } from '../../rank/bm25f.ts'
import { fieldNorm, toImpact } from '../../rank/bm25f.ts'
import { toTerm } from '../../text/analyzer.ts'
import { forEachIndexToken } from '../../text/compounds.ts'
import type { IndexedDocument } from '../document.ts'
import { BOUNDARY } from '../forward.ts'
import { growingBytes, growingWords } from '../growing-array.ts'
import { TokenTable } from './token-table.ts'

/** Most documents of a run, so that a document's number fits 16 bits. */
export const MOST_RUN_DOCUMENTS = 65_536

/** Where a posting stands: in any text, or in one field alone. */
export const SPACES = { text: 0, title: 1, authors: 2 } as const

/** How many spaces a posting's key has room for. */
export const SPACE_COUNT = 4

const FIRST_DOCUMENTS = 1_024
const FIRST_TERMS = 16_384
const [TITLE, ABSTRACT, AUTHORS] = [0, 1, 2]
const FIELD_COUNT = 3
const LONGEST_COPIED = 12 // letters: V8 copies slices up to this length

/** Takes in documents, up to 65,536, for `invertRun` to make a segment of. Terms have numbers of the run's own, by first use. */
export class Run {
  readonly parameters: Bm25fParameters
  readonly ids: string[] = []
  readonly days: number[] = []
  readonly votes: number[] = []
  readonly facets: string[][] = []
  /** Term number → its text. */
  readonly terms: string[] = []
  /** Every document's terms, as number + 1, with the boundaries of `Forward`; where each document's end. */
  readonly sequence = growingWords(FIRST_DOCUMENTS * 200)
  readonly sequenceEnds = growingWords(FIRST_DOCUMENTS)
  /** Every document's postings, as term · 4 + space, with their impacts; where each document's end. */
  readonly keys = growingWords(FIRST_DOCUMENTS * 150)
  readonly impacts = growingBytes(FIRST_DOCUMENTS * 150)
  readonly keyEnds = growingWords(FIRST_DOCUMENTS)
  /** Token → term number + 1, or 0 for a token that has no term. */
  readonly #tokens = new TokenTable()
  readonly #numberOfTerm = new Map<string, number>()
  /** Occurrences in the document at hand: three fields a term. */
  #counts = new Uint32Array(FIRST_TERMS * FIELD_COUNT)
  readonly #visit = (token: string): void => {
    let word = this.#tokens.get(token)
    if (word < 0) word = this.#addToken(token)
    if (word > 0) this.sequence.push(word)
  }

  constructor(parameters: Bm25fParameters) {
    this.parameters = parameters
  }

  get documentCount(): number {
    return this.ids.length
  }

  /** Whether `add` would be too much. */
  get isFull(): boolean {
    return this.ids.length >= MOST_RUN_DOCUMENTS
  }

  add(document: IndexedDocument): void {
    const { sequence } = this
    const start = sequence.length
    forEachIndexToken(document.title, this.#visit)
    const titleEnd = sequence.length
    sequence.push(BOUNDARY)
    forEachIndexToken(document.abstract, this.#visit)
    const abstractEnd = sequence.length
    sequence.push(BOUNDARY)
    for (const author of document.authors) {
      forEachIndexToken(author, this.#visit)
      sequence.push(BOUNDARY)
    }
    this.#addPostings([start, titleEnd, abstractEnd, sequence.length], document.authors.length)
    this.sequenceEnds.push(sequence.length)
    this.keyEnds.push(this.keys.length)
    this.ids.push(document.id)
    this.days.push(document.day)
    this.votes.push(document.votes)
    this.facets.push([...new Set(document.facets)])
  }

  /** Counts the terms of each field, then writes a posting for each distinct one. */
  #addPostings([start, titleEnd, abstractEnd, end]: [number, number, number, number], authors: number): void {
    const { fields } = this.parameters
    const titleNorm = fieldNorm(fields.title, titleEnd - start)
    const abstractNorm = fieldNorm(fields.abstract, abstractEnd - titleEnd - 1)
    const authorsNorm = fieldNorm(fields.authors, end - abstractEnd - 1 - authors)
    const norms = [titleNorm, abstractNorm, authorsNorm] as const
    this.#count(start, titleEnd, TITLE)
    this.#count(titleEnd + 1, abstractEnd, ABSTRACT)
    this.#count(abstractEnd + 1, end, AUTHORS)
    this.keys.reserve((end - start) * SPACE_COUNT)
    this.impacts.reserve((end - start) * SPACE_COUNT)
    const { values } = this.sequence
    for (let i = start; i < end; i++) {
      const word = values[i]!
      if (word !== BOUNDARY) this.#post(word - 1, norms)
    }
  }

  #count(from: number, to: number, field: number): void {
    const counts = this.#counts
    const { values } = this.sequence
    for (let i = from; i < to; i++) {
      const word = values[i]!
      if (word !== BOUNDARY) counts[(word - 1) * FIELD_COUNT + field]!++
    }
  }

  /** Writes the postings of a term, the first time it comes; its counts are 0 from then on. */
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

  /** @returns the term's number + 1, or 0 for a token that has no term */
  #addToken(token: string): number {
    // As it is, a token may be a view of its text and keep the whole text in memory.
    const term = toTerm(token.length > LONGEST_COPIED ? token.split('').join('') : token)
    const word = term === '' ? 0 : (this.#numberOfTerm.get(term) ?? this.#addTerm(term)) + 1
    this.#tokens.add(token, word)
    return word
  }

  #addTerm(term: string): number {
    const number = this.terms.length
    this.terms.push(term)
    this.#numberOfTerm.set(term, number)
    if (this.#counts.length < (number + 1) * FIELD_COUNT) {
      const grown = new Uint32Array(this.#counts.length * 2)
      grown.set(this.#counts)
      this.#counts = grown
    }
    return number
  }
}
