import { toTerm } from '../terms.ts'
import { forEachToken } from '../../text/tokenise.ts'

/** How a vocabulary is chosen. */
export type VocabularyLimits = { mostTerms: number; leastDocuments: number }

/** Terms with the number of documents they stand in, commonest first. */
export type Vocabulary = { terms: readonly string[]; documentFrequencies: Uint32Array }

/** Gathers the terms of papers one after the other: their texts as numbers, and in how many papers each term stands. */
export class TermCounter {
  readonly #numbers = new Map<string, number>()
  readonly #tokens = new Map<string, number>()
  readonly #terms: string[] = []
  #frequencies = new Uint32Array(1 << 16)
  #lastSeen = new Uint32Array(1 << 16)
  #document = 0

  /** Begins a new document. */
  startDocument(): void {
    this.#document++
  }

  /** A text of the document, as numbers of this counter's own. */
  readText(text: string): number[] {
    const numbers: number[] = []
    forEachToken(text, (token) => numbers.push(this.#count(token)))
    return numbers
  }

  /** The terms that are worth a vector. */
  choose({ mostTerms, leastDocuments }: VocabularyLimits): Vocabulary {
    const order = this.#terms
      .map((_, number) => number)
      .filter((number) => this.#frequencies[number]! >= leastDocuments && this.#terms[number] !== '')
      .sort((a, b) => this.#frequencies[b]! - this.#frequencies[a]! || (this.#terms[a]! < this.#terms[b]! ? -1 : 1))
      .slice(0, mostTerms)
    return {
      terms: order.map((number) => this.#terms[number]!),
      documentFrequencies: Uint32Array.from(order, (number) => this.#frequencies[number]!),
    }
  }

  /** For each of the counter's numbers the term's place in a vocabulary; `LEFT_OUT` where it has none. */
  placeIn(terms: readonly string[]): Uint32Array {
    const known = new Map(terms.map((term, place) => [term, place]))
    return Uint32Array.from(this.#terms, (term) => known.get(term) ?? LEFT_OUT)
  }

  #count(token: string): number {
    let number = this.#tokens.get(token)
    if (number === undefined) {
      number = this.#add(toTerm(token) ?? '')
      this.#tokens.set(token, number)
    }
    if (this.#lastSeen[number] !== this.#document) {
      this.#lastSeen[number] = this.#document
      this.#frequencies[number]!++
    }
    return number
  }

  #add(term: string): number {
    const known = this.#numbers.get(term)
    if (known !== undefined) return known
    const number = this.#terms.length
    this.#terms.push(term)
    this.#numbers.set(term, number)
    if (number === this.#frequencies.length) {
      this.#frequencies = grow(this.#frequencies)
      this.#lastSeen = grow(this.#lastSeen)
    }
    return number
  }
}

/** Stands for a term without a place in the vocabulary. */
export const LEFT_OUT = 0xffff_ffff

function grow(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}
