/** A document that matched. */
export type Hit = {
  /** Place of the segment in the list given to `openIndex`. */
  readonly segment: number
  /** The document's number in that segment, from 0. */
  readonly document: number
  /** BM25F points, >= 0, comparable only within one query. */
  readonly score: number
}
