import type { TermList } from './term-list.ts'

/** Documents of a window unless a test wants fewer: its sums fit the processor's second cache. */
const WINDOW_SIZE = 32_768

// Below so many postings a candidate, going through a list is quicker than seeking each candidate in it: in ascending
// order a search goes on where the last one ended.
const POSTINGS_PER_SEEK = 40
const POSTINGS_PER_STEP = 6
/** Postings that are passed over at once on the way to a document. */
const STRIDE = 16
// Below so many postings, taking back each is quicker than clearing the window.
const FEW_POSTINGS = 2_048
const ABSENT = -1

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
  /** Whether candidates ascend. */
  #isSorted = true
  readonly candidates: Uint16Array
  readonly points: Int32Array
  readonly matches: Uint16Array
  /** Candidate → its posting in the list sought last, or ABSENT. */
  readonly #found: Int32Array
  readonly #marks: Uint8Array
  // By document − lo; all zero between calls.
  readonly #sums: Int32Array
  readonly #counts: Uint16Array

  constructor(size = WINDOW_SIZE) {
    this.size = size
    this.candidates = new Uint16Array(size)
    this.points = new Int32Array(size)
    this.matches = new Uint16Array(size)
    this.#found = new Int32Array(size)
    this.#marks = new Uint8Array(size)
    this.#sums = new Int32Array(size)
    this.#counts = new Uint16Array(size)
  }

  enter(lo: number, hi: number): void {
    this.lo = lo
    this.hi = hi
    this.count = 0
    this.#isSorted = true
  }

  /** Candidates are the documents that get at least `least` >= 1 points from these lists. */
  collect(lists: readonly TermList[], least: number, countsMatches: boolean): void {
    if (lists.length === 1) return this.#collectOne(lists[0]!, least)
    for (const list of lists) {
      if (countsMatches) this.#countList(list)
      this.#sumList(list, least)
    }
    this.#isSorted = false
    const { count, candidates, points, matches } = this
    const sums = this.#sums
    for (let i = 0; i < count; i++) points[i] = sums[candidates[i]!]!
    if (countsMatches) for (let i = 0; i < count; i++) matches[i] = this.#counts[candidates[i]!]!
    else matches.fill(1, 0, count)
    this.#clear(lists, countsMatches)
  }

  /** Candidates are the documents of any of these lists, without points. */
  collectAny(lists: readonly TermList[]): void {
    if (lists.length === 1) {
      this.#collectOne(lists[0]!, 0)
    } else {
      for (const list of lists) this.#touchList(list)
      this.#isSorted = false
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

  /** Adds a list's points to the candidates that it holds; drops those that then have too few points or matches. */
  add(list: TermList, leastPoints: number, leastMatches: number): void {
    if (list.low === list.end) this.keepFrom(leastPoints, leastMatches)
    else if (this.#isQuickerToWalk(list)) this.#addByWalk(list, leastPoints, leastMatches)
    else if (this.#isSorted) this.#addInOrder(list, leastPoints, leastMatches)
    else {
      this.#locate(list)
      this.#addFound(list, leastPoints, leastMatches)
    }
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
    const marks = this.#marks
    for (let i = 0; i < count; i++) {
      const document = lo + candidates[i]!
      marks[i] = (bits[document >>> 5]! >>> (document & 31)) & 1
    }
    this.#keepMarked(1)
  }

  /** Drops candidates that none of the lists holds. */
  keepInAny(lists: readonly TermList[]): void {
    this.#mark(lists)
    this.#keepMarked(1)
  }

  /** Drops candidates that one of the lists holds. */
  dropInAny(lists: readonly TermList[]): void {
    this.#mark(lists)
    this.#keepMarked(0)
  }

  #mark(lists: readonly TermList[]): void {
    const { count } = this
    const marks = this.#marks
    const found = this.#found
    marks.fill(0, 0, count)
    for (const list of lists) {
      if (!this.#locate(list)) continue
      for (let i = 0; i < count; i++) if (found[i] !== ABSENT) marks[i] = 1
    }
  }

  #keepMarked(mark: number): void {
    const { count, candidates, points, matches } = this
    const marks = this.#marks
    let kept = 0
    for (let i = 0; i < count; i++) {
      if (marks[i] !== mark) continue
      candidates[kept] = candidates[i]!
      points[kept] = points[i]!
      matches[kept++] = matches[i]!
    }
    this.count = kept
  }

  #isQuickerToWalk({ size }: TermList): boolean {
    return size < (this.#isSorted ? POSTINGS_PER_STEP : POSTINGS_PER_SEEK) * this.count
  }

  #addFound({ weight, postings: { impacts } }: TermList, leastPoints: number, leastMatches: number): void {
    const { count, candidates, points, matches } = this
    const found = this.#found
    let kept = 0
    for (let i = 0; i < count; i++) {
      const posting = found[i]!
      const isFound = posting !== ABSENT
      const sum = isFound ? points[i]! + weight * impacts[posting]! : points[i]!
      const matched = isFound ? matches[i]! + 1 : matches[i]!
      if (sum < leastPoints || matched < leastMatches) continue
      candidates[kept] = candidates[i]!
      points[kept] = sum
      matches[kept++] = matched
    }
    this.count = kept
  }

  /** The sums of candidates are put where they can be added to, and taken back from there. */
  #addByWalk(list: TermList, leastPoints: number, leastMatches: number): void {
    const { lo, hi, count, candidates, points, matches } = this
    const { bases, documents, impacts } = list.postings
    const { weight } = list
    const sums = this.#sums
    // A candidate without points yet is told from no candidate by one point more.
    for (let i = 0; i < count; i++) sums[candidates[i]!] = points[i]! + 1
    for (let block = list.low; block < list.end; block++) {
      const shift = bases[block]! - lo
      const end = list.endIn(block, hi)
      for (let p = list.startIn(block, lo); p < end; p++) {
        const at = shift + documents[p]!
        const sum = sums[at]!
        if (sum !== 0) sums[at] = sum + weight * impacts[p]!
      }
    }
    let kept = 0
    for (let i = 0; i < count; i++) {
      const at = candidates[i]!
      const sum = sums[at]! - 1
      sums[at] = 0
      const matched = sum === points[i] ? matches[i]! : matches[i]! + 1
      if (sum < leastPoints || matched < leastMatches) continue
      candidates[kept] = at
      points[kept] = sum
      matches[kept++] = matched
    }
    this.count = kept
    this.spent += list.size
  }

  /** A candidate that even the best posting of its block would not lift to the points it needs is not sought there. */
  #addInOrder(list: TermList, leastPoints: number, leastMatches: number): void {
    const { lo, count, candidates, points, matches } = this
    const { bases, starts, maxima, documents, impacts } = list.postings
    const { weight } = list
    const last = list.end - 1
    let block = list.low
    let p = starts[block]!
    let kept = 0
    for (let i = 0; i < count; i++) {
      const document = lo + candidates[i]!
      while (block < last && bases[block + 1]! <= document) p = starts[++block]!
      let sum = points[i]!
      let matched = matches[i]!
      if (sum + weight * maxima[block]! < leastPoints) continue
      const end = starts[block + 1]!
      const wanted = document - bases[block]!
      while (p + STRIDE < end && documents[p + STRIDE]! <= wanted) p += STRIDE
      while (p < end && documents[p]! < wanted) p++
      if (p < end && documents[p] === wanted) {
        sum += weight * impacts[p]!
        matched++
      }
      if (sum < leastPoints || matched < leastMatches) continue
      candidates[kept] = candidates[i]!
      points[kept] = sum
      matches[kept++] = matched
    }
    this.count = kept
    this.spent += count * STRIDE
  }

  /** Finds each candidate in a list. @returns whether the list may hold any */
  #locate(list: TermList): boolean {
    if (list.low === list.end || this.count === 0) return false
    if (this.#isQuickerToWalk(list)) this.#locateByWalk(list)
    else if (this.#isSorted) this.#locateInOrder(list)
    else this.#locateBySeek(list)
    return true
  }

  #locateBySeek(list: TermList): void {
    const { lo, count, candidates } = this
    const found = this.#found
    this.spent += count * 8
    for (let i = 0; i < count; i++) found[i] = list.find(lo + candidates[i]!)
  }

  #locateInOrder(list: TermList): void {
    const { lo, count, candidates } = this
    const { bases, starts, documents } = list.postings
    const found = this.#found
    let block = list.low
    let p = starts[block]!
    let base = bases[block]!
    let end = starts[block + 1]!
    for (let i = 0; i < count; i++) {
      const document = lo + candidates[i]!
      if (block + 1 < list.end && bases[block + 1]! <= document) {
        do block++
        while (block + 1 < list.end && bases[block + 1]! <= document)
        p = starts[block]!
        base = bases[block]!
        end = starts[block + 1]!
      }
      const wanted = document - base
      while (p + STRIDE < end && documents[p + STRIDE]! <= wanted) p += STRIDE
      while (p < end && documents[p]! < wanted) p++
      found[i] = p < end && documents[p] === wanted ? p : ABSENT
    }
    this.spent += count * STRIDE
  }

  #locateByWalk(list: TermList): void {
    const { lo, hi, count, candidates } = this
    const places = this.#sums
    const found = this.#found
    found.fill(ABSENT, 0, count)
    for (let i = 0; i < count; i++) places[candidates[i]!] = i + 1
    const { bases, documents } = list.postings
    for (let block = list.low; block < list.end; block++) {
      const shift = bases[block]! - lo
      const end = list.endIn(block, hi)
      for (let p = list.startIn(block, lo); p < end; p++) {
        const place = places[shift + documents[p]!]!
        if (place !== 0) found[place - 1] = p
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
        const impact = impacts[p]!
        if (impact < leastImpact) continue
        candidates[count] = shift + documents[p]!
        points[count++] = weight * impact
      }
    }
    matches.fill(1, 0, count)
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
    let count = this.count
    for (let block = list.low; block < list.end; block++) {
      const shift = bases[block]! - lo
      const end = list.endIn(block, hi)
      for (let p = list.startIn(block, lo); p < end; p++) {
        const at = shift + documents[p]!
        if (sums[at] === 0) candidates[count++] = at
        sums[at] = 1
      }
    }
    this.count = count
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
    let size = 0
    for (const list of lists) size += list.size
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
