import { keepLast } from '../../platform/keep-last.ts'

/** Compressed answers by address: each is given again only for the very bytes of which it was made. */
export type KeptAnswers = {
  find(key: string, plain: Uint8Array): Buffer<ArrayBuffer> | undefined
  keep(key: string, plain: Uint8Array, compressed: Buffer<ArrayBuffer>): void
}

/** `length`: the bytes of both. */
type Kept = { plain: Uint8Array; compressed: Buffer<ArrayBuffer>; length: number }

/**
 * Keeps the answers last asked for. Comparing a day page with the one that was compressed takes 3 µs, compressing it
 * four hundred times that; and a comparison cannot be wrong, whatever an answer depends on.
 *
 * @param mostBytes of all answers together, plain and compressed; a single one that is larger is not kept
 */
export function keepAnswers(mostBytes: number): KeptAnswers {
  const answers = keepLast<Kept>(mostBytes)
  return {
    find(key, plain) {
      const kept = answers.find(key)
      return kept && Buffer.compare(kept.plain, plain) === 0 ? kept.compressed : undefined
    },
    keep: (key, plain, compressed) =>
      answers.keep(key, { plain, compressed, length: plain.byteLength + compressed.byteLength }),
  }
}
