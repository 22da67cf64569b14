const SHORTEST = 3
const LONGEST = 5
const MOST_LETTERS = 24

/**
 * The buckets of a word's stretches of 3 to 5 letters, with marks at both ends ("<cat>": "<ca", "cat", "at>", "<cat", …):
 * words never seen in training are made of these. A stretch may come twice, and two stretches may share a bucket.
 *
 * Source: Bojanowski et al., "Enriching Word Vectors with Subword Information", TACL 5, 2017.
 *
 * @param bucketCount how many buckets there are, >= 1
 * @returns numbers of buckets, 0..bucketCount-1; at least one
 */
export function listSubwords(word: string, bucketCount: number): number[] {
  const marked = `<${word.slice(0, MOST_LETTERS)}>`
  const buckets: number[] = []
  for (let start = 0; start + SHORTEST <= marked.length; start++) {
    let hash = FNV_BASIS
    for (let end = start; end < Math.min(marked.length, start + LONGEST); end++) {
      hash = Math.imul(hash ^ marked.charCodeAt(end), FNV_PRIME)
      if (end - start + 1 >= SHORTEST) buckets.push(scatter(hash) % bucketCount)
    }
  }
  return buckets
}

// FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/, over UTF-16 units.
const FNV_BASIS = 0x811c9dc5
const FNV_PRIME = 0x01000193

function scatter(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) >>> 0
}
