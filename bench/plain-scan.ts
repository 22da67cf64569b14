import { scatter } from '../src/engine/embed/quantise.ts'

/**
 * The scan that one would write first: signs of each document in a row of words, Hamming distances by the well-known
 * count of bits in parallel, a histogram of them. The signs are made up: the time does not depend on them.
 *
 * @returns scans all documents and answers how many have the least distance
 */
export function plainScan(count: number, dimensions: number): (query: Float32Array) => number {
  const width = dimensions / 32
  const words = Uint32Array.from({ length: count * width }, (_, i) => scatter(i))
  const distances = new Uint16Array(count)
  return (query) => {
    const signs = new Uint32Array(width)
    query.forEach((value, d) => void (signs[d >> 5]! |= value > 0 ? 1 << (d & 31) : 0))
    const histogram = new Uint32Array(dimensions + 1)
    for (let document = 0, at = 0; document < count; document++) {
      let distance = 0
      for (let word = 0; word < width; word++) distance += countBits(words[at++]! ^ signs[word]!)
      distances[document] = distance
      histogram[distance]!++
    }
    return histogram.find((documents) => documents > 0) ?? 0
  }
}

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
