import type { Field } from '../index/document.ts'
import type { LexicalQuery, Phrase, WeightedTerm } from '../index/lexical-query.ts'
import { toTerm } from '../text/analyzer.ts'
import { isStopWord } from '../text/stop-words.ts'
import { completeWord } from './complete-word.ts'
import type { Dictionary } from './dictionary.ts'
import { toIndexed, toQueryTokens } from './query-tokens.ts'
import type { QueryPhrase, QueryWord } from './search-query.ts'

/** How many of a query's plain words a paper must hold: `any` one of them, or `most`: all of few, a part of many. */
export type Matching = 'any' | 'most'

const MOST_COMPLETIONS = 32
// Of all beginnings together.
const MOST_COMPLETIONS_IN_ALL = 128
// A word that only begins as typed is less sure to be meant than the word itself.
const COMPLETION_WEIGHT = 0.5
// The parts of a hyphenated word count as well, so the whole counts half: best of what was tried on judged queries.
const COMPOUND_WEIGHT = 0.5
const MOST_NEEDED = 8

/** A lexical query that grows word by word. */
export class LexicalDraft {
  readonly #dictionary: Dictionary
  readonly #keepsStopWords: boolean
  /** Completions of each beginning. */
  readonly #completions: number
  readonly #weights = new Map<string, number>()
  /** Terms of plain words, one for each word that counts towards the minimum. */
  readonly #needed = new Set<string>()
  /** Terms that stand in every hit. */
  readonly #sure = new Set<string>()
  readonly #required: string[][] = []
  readonly #phrases: Phrase[] = []
  /** Terms of words of which any will do. */
  readonly #alternatives = new Map<number, string[]>()
  #hasCompletions = false

  /** @param beginnings how many words that go on will be added */
  constructor(dictionary: Dictionary, keepsStopWords: boolean, beginnings = 0) {
    this.#dictionary = dictionary
    this.#keepsStopWords = keepsStopWords
    const share = Math.floor(MOST_COMPLETIONS_IN_ALL / Math.max(1, beginnings))
    this.#completions = Math.max(1, Math.min(MOST_COMPLETIONS, share))
  }

  addWord(word: QueryWord): void {
    const { tokens, compounds } = toQueryTokens(word.text)
    const last = word.isPrefix ? tokens.pop() : undefined
    const wholes = last === undefined ? this.#addCompounds(compounds, word.field) : []
    if (word.isRequired) this.#require(tokens, wholes, word.field)
    else if (word.alternative !== undefined) this.#addAlternative(tokens, wholes, word.alternative)
    else this.#addPlain(tokens, wholes)
    if (last !== undefined) this.#addBeginning(last, word.field)
  }

  addPhrase({ text, field }: QueryPhrase): void {
    const { tokens } = toQueryTokens(text)
    if (tokens.length === 1) this.#require(tokens, [], field)
    if (tokens.length < 2) return
    this.#phrases.push({ terms: tokens.map(toTerm), ...(field === undefined ? {} : { field }) })
    const telling = tokens.filter((token) => !isStopWord(token))
    for (const token of telling.length > 0 ? telling : tokens) this.#addSure(toTerm(token), field)
  }

  /** A part of a person's name that is a stop word elsewhere: it is sought among authors. */
  addNamePart({ text }: QueryWord): void {
    const { tokens } = toQueryTokens(text)
    for (const term of tokens.map((token) => toIndexed(toTerm(token), 'authors'))) {
      this.#addWeight(term)
      this.#needed.add(term)
    }
  }

  /** Everything but exclusions and filter. */
  toQuery(matching: Matching): LexicalQuery {
    this.#required.push(...[...this.#alternatives.values()].filter(({ length }) => length > 0))
    const terms: WeightedTerm[] = [...this.#weights].map(([term, weight]) => ({ term, weight }))
    const minimumMatch = this.#toMinimum(matching)
    return {
      terms,
      minimumMatch,
      ...(this.#required.length > 0 ? { required: this.#required } : {}),
      ...(this.#phrases.length > 0 ? { phrases: this.#phrases } : {}),
    }
  }

  #addWeight(term: string, weight = 1): void {
    this.#weights.set(term, (this.#weights.get(term) ?? 0) + weight)
  }

  #addSure(term: string, field: Field | undefined): void {
    const indexed = toIndexed(term, field)
    this.#addWeight(indexed)
    this.#sure.add(indexed)
  }

  /** @returns the indexed compounds that some document holds */
  #addCompounds(compounds: readonly string[], field: Field | undefined): string[] {
    const held = compounds
      .map((compound) => toIndexed(toTerm(compound), field))
      .filter((term) => this.#dictionary.documentFrequency(term) > 0)
    for (const term of held) this.#addWeight(term, COMPOUND_WEIGHT)
    return held
  }

  /** A hyphenated word counts once towards the minimum, by the whole, which its parts can stand for. */
  #addPlain(tokens: readonly string[], wholes: readonly string[]): void {
    for (const token of tokens) {
      if (!this.#keepsStopWords && isStopWord(token)) continue
      this.#addWeight(toTerm(token))
      if (wholes.length === 0) this.#needed.add(toTerm(token))
    }
    for (const whole of wholes) this.#needed.add(whole)
  }

  #addAlternative(tokens: readonly string[], wholes: readonly string[], alternative: number): void {
    const known = this.#alternatives.get(alternative) ?? []
    const terms = tokens.map(toTerm)
    for (const term of terms) this.#addWeight(term)
    this.#alternatives.set(alternative, [...known, ...(wholes.length > 0 ? wholes : terms)])
    this.#hasCompletions = true
  }

  /** Every part must stand in a paper, or the word written as one: (whole or a) and (whole or b). */
  #require(tokens: readonly string[], wholes: readonly string[], field: Field | undefined): void {
    for (const term of tokens.map(toTerm)) {
      // Abstracts are not indexed apart: whether a word stands in one is verified as a phrase of one term.
      if (field === 'abstract') this.#phrases.push({ terms: [term], field })
      else this.#required.push([...wholes, toIndexed(term, field)])
      if (wholes.length === 0) this.#addSure(term, field)
      else this.#addWeight(toIndexed(term, field))
    }
  }

  #addBeginning(token: string, field: Field | undefined): void {
    const [own, ...others] = completeWord(token, this.#dictionary, (term) => toIndexed(term, field), this.#completions)
    this.#addWeight(own!)
    for (const term of others) this.#addWeight(term, COMPLETION_WEIGHT)
    this.#required.push([own!, ...others])
    this.#hasCompletions = true
  }

  #toMinimum(matching: Matching): number {
    const open = [...this.#needed].filter((term) => !this.#sure.has(term))
    const held = open.filter((term) => this.#dictionary.documentFrequency(term) > 0)
    const needed = matching === 'most' ? countNeeded(held.length) : Math.min(1, held.length)
    if (this.#hasCompletions) {
      // Completions and alternatives are many terms, which would pass for matches of the other words.
      if (matching === 'most' && needed === held.length) this.#required.push(...held.map((term) => [term]))
      return 1
    }
    const isCovered = this.#sure.size > 0 || this.#required.length > 0 || this.#phrases.length > 0
    const minimum = this.#sure.size + (isCovered && matching === 'any' ? 0 : needed)
    // Words that no document holds still ask for something: "everything" is no answer to them.
    return minimum === 0 && this.#weights.size > 0 ? 1 : minimum
  }
}

/** All of up to three words, all but one of up to five, then a smaller part, and never more than eight. */
function countNeeded(words: number): number {
  if (words <= 3) return words
  if (words <= 5) return words - 1
  return Math.min(MOST_NEEDED, Math.ceil(words * 0.6))
}
