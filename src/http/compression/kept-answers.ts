/** Compressed answers by address: each is given again only for the very bytes of which it was made. */
export type KeptAnswers = {
  find(key: string, plain: Uint8Array): Buffer<ArrayBuffer> | undefined
  keep(key: string, plain: Uint8Array, compressed: Buffer<ArrayBuffer>): void
}

type Kept = { plain: Uint8Array; compressed: Buffer<ArrayBuffer> }

/**
 * Keeps the answers last asked for. Comparing a day page with the one that was compressed takes 3 µs, compressing it
 * four hundred times that; and a comparison cannot be wrong, whatever an answer depends on.
 *
 * @param mostBytes of all answers together, plain and compressed
 */
export function keepAnswers(mostBytes: number): KeptAnswers {
  const answers = new Map<string, Kept>() // the one longest not asked for comes first
  let sizeBytes = 0
  const take = (key: string): Kept | undefined => {
    const kept = answers.get(key)
    if (kept) sizeBytes -= countBytes(kept)
    answers.delete(key)
    return kept
  }
  const put = (key: string, kept: Kept): void => {
    answers.set(key, kept)
    sizeBytes += countBytes(kept)
    for (const oldest of answers.keys()) {
      if (sizeBytes <= mostBytes) break
      take(oldest)
    }
  }
  return {
    find(key, plain) {
      const kept = take(key)
      if (!kept || Buffer.compare(kept.plain, plain) !== 0) return undefined
      put(key, kept)
      return kept.compressed
    },
    keep(key, plain, compressed) {
      take(key)
      put(key, { plain, compressed })
    },
  }
}

/** The key weighs little beside them. */
function countBytes({ plain, compressed }: Kept): number {
  return plain.byteLength + compressed.byteLength
}
