import type { TokenTable } from '../text/token-table.ts'
import { type EncodedText, Encoder } from './encoder.ts'
import { fromModelBytes } from './model-bytes.ts'

/** What is encoded: a plain text such as a query, or a document's parts. */
export type ModelText = string | { title?: string; abstract?: string }

/** A static embedding: texts to vectors, the same on every machine. */
export type Model = {
  readonly dimensions: number
  /** Changes with everything that changes vectors: those of two names must never meet. */
  readonly name: string
  /** How many terms have a vector of their own. */
  readonly termCount: number
  /** How it came to be. */
  readonly about: Readonly<Record<string, unknown>>
  /** Time in proportion to the text; some 20 microseconds for an abstract. */
  encode(text: ModelText): EncodedText
  /** The same for texts that were read already, as numbers of their tokens. */
  encodeTokens(table: TokenTable, texts: readonly Uint32Array[]): EncodedText
}

/**
 * Opens a model's bytes. Takes a few dozen milliseconds and a byte of memory for each number in it.
 *
 * @throws ModelDamaged where the bytes are not whole or of another form
 */
export function openModel(bytes: Uint8Array): Model {
  const tables = fromModelBytes(bytes)
  const encoder = new Encoder(tables)
  return {
    dimensions: tables.dimensions,
    name: tables.name,
    termCount: tables.terms.length,
    about: tables.about,
    encode: (text) => encoder.encode(typeof text === 'string' ? [text] : [text.title ?? '', text.abstract ?? '']),
    encodeTokens: (table, texts) => encoder.encodeTokens(table, texts),
  }
}
