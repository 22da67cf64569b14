import type { TermList } from './term-list.ts'

/** Documents of a window unless a test wants fewer: its scores fit the processor's second cache. */
const WINDOW_SIZE = 32_768

// Below so many postings a candidate, going through a list is quicker than seeking each candidate in it.
const POSTINGS_PER_SEEK = 24
// Below so many postings, taking back each is quicker than clearing the window.
const FEW_POSTINGS = 2_048

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
  /** Postings looked at since the search began. */
  spent = 0
  readonly candidates: Uint16Array
  readonly points: Int32Array
  readonly matches: Uint16Array
  readonly #marks: Uint8Array
  // By document − lo; all zero between calls.
  readonly #sums: Int32Array
  readonly #counts: Uint16Array

  constructor(size = WINDOW_SIZE) {
    this.size = size
    this.candidates = new Uint16Array(size)
    this.points = new Int32Array(size)
    this.matches = new Uint16Array(size)
    this.#marks = new Uint8Array(size)
    this.#sums = new Int32Array(size)
    this.#counts = new Uint16Array(size)
  }

  enter(lo: number, hi: number): void {
    this.lo = lo
    this.hi = hi
    this.count = 0
  }

  /** Candidates are the documents that get at least `least` points from these lists. */
  collect(lists: readonly TermList[], least: number, countsMatches: boolean): void {
    if (lists.length === 1) return this.#collectOne(lists[0]!, least)
    for (const list of lists) {
      if (countsMatches) this.#countList(list)
      this.#sumList(list, least)
    }
    const { count, candidates, points, matches } = this
    for (let i = 0; i < count; i++) {
      const at = candidates[i]!
      points[i] = this.#sums[at]!
      matches[i] = countsMatches ? this.#counts[at]! : 1
    }
    this.#clear(lists, countsMatches)
  }

  /** Candidates are the documents of any of these lists, without points. */
  collectAny(lists: readonly TermList[]): void {
    if (lists.length === 1) {
      this.#collectOne(lists[0]!, 0)
    } else {
      for (const list of lists) this.#touchList(list)
      this.#clear(lists, false)
    }
    this.points.fill(0, 0, this.count)
    this.matches.fill(0, 0, this.count)
  }

  /** Candidates are all documents of the window whose bit is set; all of them without bits. */
  collectAll(bits: Uint32Array | undefined): void {
    const { lo, hi, candidates } = this
    let count = 0
    if (bits === undefined) for (let d = lo; d < hi; d++) candidates[count++] = d - lo
    for (let word = lo >>> 5; bits !== undefined && word << 5 < hi; word++) {
      for (let rest = bits[word]!; rest !== 0; rest &= rest - 1) {
        const document = (word << 5) + 31 - Math.clz32(rest & -rest)
        if (document >= lo && document < hi) candidates[count++] = document - lo
      }
    }
    this.count = count
    this.points.fill(0, 0, count)
    this.matches.fill(0, 0, count)
    this.spent += (hi - lo) >>> 5
  }

  /** Adds a list's points to the candidates that it holds, and counts the match. */
  add(list: TermList): void {
    const { points, matches } = this
    const { weight } = list
    const { impacts } = list.postings
    this.#forEachFound(list, (i, p) => {
      points[i] = points[i]! + weight * impacts[p]!
      matches[i] = matches[i]! + 1
    })
  }

  /** Drops candidates with too few points or matches. */
  keepFrom(leastPoints: number, leastMatches: number): void {
    const { points, matches } = this
    this.#keep((i) => points[i]! >= leastPoints && matches[i]! >= leastMatches)
  }

  /** Drops candidates whose bit is not set. */
  keepSet(bits: Uint32Array): void {
    const { lo, candidates } = this
    this.#keep((i) => ((bits[(lo + candidates[i]!) >>> 5]! >>> ((lo + candidates[i]!) & 31)) & 1) === 1)
  }

  /** Drops candidates that none of the lists holds. */
  keepInAny(lists: readonly TermList[]): void {
    this.#mark(lists)
    this.#keep((i) => this.#marks[i] === 1)
  }

  /** Drops candidates that one of the lists holds. */
  dropInAny(lists: readonly TermList[]): void {
    this.#mark(lists)
    this.#keep((i) => this.#marks[i] === 0)
  }

  #mark(lists: readonly TermList[]): void {
    const marks = this.#marks
    marks.fill(0, 0, this.count)
    for (const list of lists) this.#forEachFound(list, (i) => (marks[i] = 1))
  }

  #keep(isKept: (candidate: number) => boolean): void {
    const { candidates, points, matches } = this
    let kept = 0
    for (let i = 0; i < this.count; i++) {
      if (!isKept(i)) continue
      candidates[kept] = candidates[i]!
      points[kept] = points[i]!
      matches[kept] = matches[i]!
      kept++
    }
    this.count = kept
  }

  /** Calls `visit` with each candidate that the list holds and its posting. */
  #forEachFound(list: TermList, visit: (candidate: number, posting: number) => void): void {
    if (list.low === list.end || this.count === 0) return
    if (list.size < POSTINGS_PER_SEEK * this.count) this.#walkFound(list, visit)
    else this.#seekFound(list, visit)
  }

  #seekFound(list: TermList, visit: (candidate: number, posting: number) => void): void {
    const { lo, count, candidates } = this
    this.spent += count * 8
    for (let i = 0; i < count; i++) {
      const posting = list.find(lo + candidates[i]!)
      if (posting >= 0) visit(i, posting)
    }
  }

  #walkFound(list: TermList, visit: (candidate: number, posting: number) => void): void {
    const { lo, hi, count, candidates } = this
    const places = this.#sums
    for (let i = 0; i < count; i++) places[candidates[i]!] = i + 1
    const { bases, documents } = list.postings
    for (let block = list.low; block < list.end; block++) {
      const shift = bases[block]! - lo
      const end = list.endIn(block, hi)
      for (let p = list.startIn(block, lo); p < end; p++) {
        const place = places[shift + documents[p]!]!
        if (place !== 0) visit(place - 1, p)
      }
    }
    for (let i = 0; i < count; i++) places[candidates[i]!] = 0
    this.spent += list.size
  }

  #collectOne(list: TermList, least: number): void {
    const { lo, hi, candidates, points, matches } = this
    const { bases, maxima, documents, impacts } = list.postings
    const { weight } = list
    const leastImpact = weight > 0 ? Math.ceil(least / weight) : 0
    let count = 0
    for (let block = list.low; block < list.end; block++) {
      if (maxima[block]! < leastImpact) continue
      const shift = bases[block]! - lo
      const end = list.endIn(block, hi)
      for (let p = list.startIn(block, lo); p < end; p++) {
        if (impacts[p]! < leastImpact) continue
        candidates[count] = shift + documents[p]!
        points[count] = weight * impacts[p]!
        matches[count++] = 1
      }
    }
    this.count = count
    this.spent += list.size
  }

  /** Adds up points; a document becomes a candidate when its sum reaches `least`. */
  #sumList(list: TermList, least: number): void {
    const { lo, hi, candidates } = this
    const { bases, documents, impacts } = list.postings
    const { weight } = list
    const sums = this.#sums
    let count = this.count
    for (let block = list.low; block < list.end; block++) {
      const shift = bases[block]! - lo
      const end = list.endIn(block, hi)
      for (let p = list.startIn(block, lo); p < end; p++) {
        const at = shift + documents[p]!
        const old = sums[at]!
        const sum = old + weight * impacts[p]!
        sums[at] = sum
        if (sum >= least && old < least) candidates[count++] = at
      }
    }
    this.count = count
    this.spent += list.size
  }

  #touchList(list: TermList): void {
    const { lo, hi, candidates } = this
    const { bases, documents } = list.postings
    const sums = this.#sums
    for (let block = list.low; block < list.end; block++) {
      const shift = bases[block]! - lo
      const end = list.endIn(block, hi)
      for (let p = list.startIn(block, lo); p < end; p++) {
        const at = shift + documents[p]!
        if (sums[at] === 0) candidates[this.count++] = at
        sums[at] = 1
      }
    }
    this.spent += list.size
  }

  #countList(list: TermList): void {
    const { lo, hi } = this
    const { bases, documents } = list.postings
    const counts = this.#counts
    for (let block = list.low; block < list.end; block++) {
      const shift = bases[block]! - lo
      const end = list.endIn(block, hi)
      for (let p = list.startIn(block, lo); p < end; p++) counts[shift + documents[p]!]!++
    }
  }

  #clear(lists: readonly TermList[], clearsCounts: boolean): void {
    const size = lists.reduce((sum, list) => sum + list.size, 0)
    if (size >= FEW_POSTINGS || clearsCounts) {
      this.#sums.fill(0, 0, this.hi - this.lo)
      if (clearsCounts) this.#counts.fill(0, 0, this.hi - this.lo)
      return
    }
    for (const list of lists) this.#clearList(list)
  }

  #clearList(list: TermList): void {
    const { lo, hi } = this
    const { bases, documents } = list.postings
    const sums = this.#sums
    for (let block = list.low; block < list.end; block++) {
      const shift = bases[block]! - lo
      const end = list.endIn(block, hi)
      for (let p = list.startIn(block, lo); p < end; p++) sums[shift + documents[p]!] = 0
    }
  }
}
