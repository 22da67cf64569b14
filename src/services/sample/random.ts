/**
 * A stream of pseudo-random numbers that is the same for the same two seeds: the sample's only source of chance.
 *
 * sfc32: 128 bits of state, one of them a counter, so that no two seeds share a stretch of a stream.
 * Source: Chris Doty-Humphrey, PractRand, "sfc" generators, https://pracrand.sourceforge.net/RNG_engines.txt
 */
export class SeededRandom {
  #a = 0
  #b = 0
  #c = 0
  #counter = 1

  /** Begins the stream of a pair of seeds, each an integer of 32 bits (`seed`: of 53). */
  restart(seed: number, stream: number): void {
    this.#a = seed | 0
    this.#b = Math.floor(seed / 2 ** 32) | 0
    this.#c = stream | 0
    this.#counter = 1
    // The source's own number of rounds until three seed words have mixed.
    for (let round = 0; round < 15; round++) this.#next()
  }

  /** Uniform on [0, 1), in steps of 2⁻³². */
  ratio(): number {
    return (this.#next() >>> 0) / 4_294_967_296
  }

  /** A whole number from 0 to `limit` - 1, for limits to 2³². */
  below(limit: number): number {
    return Math.floor(((this.#next() >>> 0) / 4_294_967_296) * limit)
  }

  /** A whole number of `width` random bits, 1 to 31. */
  bits(width: number): number {
    return this.#next() >>> (32 - width)
  }

  /** True with a chance of `ratio`, 0..1. */
  happens(ratio: number): boolean {
    return this.ratio() < ratio
  }

  #next(): number {
    const result = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + result) | 0
    return result
  }
}

/** Scatters two whole numbers over 0..2³²-1: the same pair gives the same number, near pairs far ones. */
export function mixNumbers(first: number, second: number): number {
  // The finisher of MurmurHash3 (Austin Appleby, public domain) over a linear mix of both.
  let mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 0x7f4a7c15, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
