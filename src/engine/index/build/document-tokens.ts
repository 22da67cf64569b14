import { toTermAnew } from '../../text/analyzer.ts'
import { TokenReader } from '../../text/token-reader.ts'
import { TokenTable } from '../../text/token-table.ts'
import type { IndexedDocument } from '../document.ts'
import { growingWords } from '../growing-array.ts'

/** With more tokens than these all are forgotten when a run begins: they take some 60 MB. */
const MOST_KEPT = 1_048_576
const FIRST_TOKENS = 16_384

/**
 * The tokens of one document after the other, each text read once for all who want them: the index takes its tokens and
 * their compounds, by their terms; the embedding its tokens alone.
 */
export class DocumentTokens {
  readonly #reader = new TokenReader()
  #terms = newTerms()
  #termOfToken = growingWords(FIRST_TOKENS)
  /** Where in `numbers` the document's parts end. */
  readonly ends = { titleTokens: 0, title: 0, abstractTokens: 0, abstract: 0, authors: [] as number[] }

  /** What tokens are numbers of. */
  get table(): TokenTable {
    return this.#reader.table
  }

  /** The document's tokens: of its title and the compounds of that, of its abstract and theirs, of each author. */
  get numbers(): Uint32Array {
    return this.#reader.numbers.values
  }

  /** What terms and facets are numbers of; 0 is no term. */
  get terms(): TokenTable {
    return this.#terms
  }

  /** Token → term; 0 for a token that has none. */
  get termOfToken(): Uint32Array {
    return this.#termOfToken.values
  }

  /** The tokens of the document's title and of its abstract, without compounds. Good until the next is read. */
  get texts(): readonly [title: Uint32Array, abstract: Uint32Array] {
    const { titleTokens, title, abstractTokens } = this.ends
    return [this.numbers.subarray(0, titleTokens), this.numbers.subarray(title, abstractTokens)]
  }

  /** Forgets tokens where they have become many: their numbers and those of terms mean nothing from then on. */
  tidy(): void {
    if (this.table.size <= MOST_KEPT) return
    this.#reader.table = new TokenTable()
    this.#terms = newTerms()
    this.#termOfToken = growingWords(FIRST_TOKENS)
  }

  /** Reads a document in the place of the last. */
  read({ title, abstract, authors }: IndexedDocument): void {
    const { ends } = this
    const reader = this.#reader
    reader.numbers.length = 0
    ends.titleTokens = reader.readWithCompounds(title)
    ends.title = reader.numbers.length
    ends.abstractTokens = reader.readWithCompounds(abstract)
    ends.abstract = reader.numbers.length
    ends.authors.length = 0
    for (const author of authors) {
      reader.readWithCompounds(author)
      ends.authors.push(reader.numbers.length)
    }
    this.#findTerms()
  }

  #findTerms(): void {
    const terms = this.#termOfToken
    for (let token = terms.length; token < this.table.size; token++) {
      terms.push(this.#terms.numberOf(toTermAnew(this.table.tokenAt(token))))
    }
  }
}

function newTerms(): TokenTable {
  const terms = new TokenTable()
  terms.numberOf('')
  return terms
}
