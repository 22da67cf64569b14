/**
 * The value at a place of the descending order; what `values` holds comes out in another order.
 *
 * @param place from 0, below the length. Time O(length). Hoare's selection.
 */
export function selectLargest(values: Float32Array, place: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (values[i]! > pivot) i++
      while (values[j]! < pivot) j--
      if (i > j) break
      const kept = values[i]!
      values[i++] = values[j]!
      values[j--] = kept
    }
    if (place <= j) high = j
    else if (place >= i) low = i
    else break
  }
  return values[place]!
}

/**
 * Leaves the `keep` best of `count` candidates at the front, in the order they came in; of equal estimates those that
 * came first.
 *
 * @param count more than `keep`
 * @param numbers arrays parallel to the estimates, which go along
 * @returns the lowest estimate that was kept: what comes later must be above it
 */
export function keepBest(count: number, keep: number, estimates: Float32Array, ...numbers: Uint32Array[]): number {
  const lowest = selectLargest(estimates.slice(0, count), keep - 1)
  let ties = keep
  for (let i = 0; i < count; i++) if (estimates[i]! > lowest) ties--
  for (let i = 0, kept = 0; kept < keep; i++) {
    const estimate = estimates[i]!
    if (estimate < lowest || (estimate === lowest && ties-- <= 0)) continue
    estimates[kept] = estimate
    for (const array of numbers) array[kept] = array[i]!
    kept++
  }
  return lowest
}

/** The best candidates of several segments by estimate: at most `keep`, of equal ones those that came first. */
export class BestCandidates {
  /** What a candidate must be above to be among the best; −Infinity while there is room. */
  floor = -Infinity
  count = 0
  readonly segments: Uint32Array
  readonly documents: Uint32Array
  readonly #estimates: Float32Array
  readonly #keep: number

  /** @param keep >= 1 */
  constructor(keep: number) {
    this.#keep = keep
    this.segments = new Uint32Array(2 * keep)
    this.documents = new Uint32Array(2 * keep)
    this.#estimates = new Float32Array(2 * keep)
  }

  /** Takes in one candidate; `floor` is raised when there are twice as many as are kept, and by `shrink`. */
  add(segment: number, document: number, estimate: number): void {
    if (this.count === this.#estimates.length) this.shrink()
    if (estimate <= this.floor) return
    this.segments[this.count] = segment
    this.documents[this.count] = document
    this.#estimates[this.count++] = estimate
  }

  /** Drops all but the best. */
  shrink(): void {
    if (this.count < this.#keep) return
    if (this.count > this.#keep)
      this.floor = keepBest(this.count, this.#keep, this.#estimates, this.segments, this.documents)
    else this.floor = this.#estimates.subarray(0, this.count).reduce((least, value) => Math.min(least, value), Infinity)
    this.count = this.#keep
  }
}
