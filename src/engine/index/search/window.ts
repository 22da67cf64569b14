/** Documents of a window unless a test wants fewer: its sums fit the processor's second cache. */
const WINDOW_SIZE = 32_768

/**
 * The documents lo .. hi − 1 of a segment, and which of them are still candidates. Candidate i is document
 * `lo + candidates[i]`, with `points[i]` so far and `matches[i]` terms found so far, for i < count.
 */
export class Window {
  /** Most documents of a window, up to 65,536. */
  readonly size: number
  lo = 0
  hi = 0
  count = 0
  /** Whether candidates ascend. */
  isSorted = true
  /** Postings looked at since the search began, and how many it may look at. */
  spent = 0
  budget = Infinity
  readonly candidates: Uint16Array
  readonly points: Int32Array
  readonly matches: Uint16Array
  /** By candidate, for `keepMarked`. */
  readonly marks: Uint8Array
  /** By document − lo, for sums under way; all zero between calls. */
  readonly sums: Int32Array
  readonly counts: Uint16Array

  constructor(size = WINDOW_SIZE) {
    this.size = size
    this.candidates = new Uint16Array(size)
    this.points = new Int32Array(size)
    this.matches = new Uint16Array(size)
    this.marks = new Uint8Array(size)
    this.sums = new Int32Array(size)
    this.counts = new Uint16Array(size)
  }

  enter(lo: number, hi: number): void {
    this.lo = lo
    this.hi = hi
    this.count = 0
    this.isSorted = true
  }

  /** Drops candidates with too few points or matches. */
  keepFrom(leastPoints: number, leastMatches: number): void {
    const { count, candidates, points, matches } = this
    let kept = 0
    for (let i = 0; i < count; i++) {
      const sum = points[i]!
      const found = matches[i]!
      if (sum < leastPoints || found < leastMatches) continue
      candidates[kept] = candidates[i]!
      points[kept] = sum
      matches[kept++] = found
    }
    this.count = kept
  }

  /** Drops candidates whose bit is not set. */
  keepSet(bits: Uint32Array): void {
    const { lo, count, candidates } = this
    const marks = this.marks
    for (let i = 0; i < count; i++) {
      const document = lo + candidates[i]!
      marks[i] = (bits[document >>> 5]! >>> (document & 31)) & 1
    }
    this.keepMarked(1)
  }

  /** Drops candidates whose mark is not this one. */
  keepMarked(mark: number): void {
    const { count, candidates, points, matches } = this
    const marks = this.marks
    let kept = 0
    for (let i = 0; i < count; i++) {
      if (marks[i] !== mark) continue
      candidates[kept] = candidates[i]!
      points[kept] = points[i]!
      matches[kept++] = matches[i]!
    }
    this.count = kept
  }
}
