import type { TermList } from './term-list.ts'
import type { Window } from './window.ts'

// Below so many postings, taking back each is quicker than clearing the window.
const FEW_POSTINGS = 2_048

/** Candidates are the documents that get at least `least` >= 1 points from these lists. */
export function collectFrom(window: Window, lists: readonly TermList[], least: number, countsMatches: boolean): void {
  if (lists.length === 1) return collectOne(window, lists[0]!, least)
  for (const list of lists) {
    if (countsMatches) countList(window, list)
    sumList(window, list, least)
  }
  window.isSorted = false
  const { count, candidates, points, matches } = window
  const sums = window.sums
  for (let i = 0; i < count; i++) points[i] = sums[candidates[i]!]!
  if (countsMatches) for (let i = 0; i < count; i++) matches[i] = window.counts[candidates[i]!]!
  else matches.fill(1, 0, count)
  clear(window, lists, countsMatches)
}

/** Candidates are the documents of any of these lists, without points. */
export function collectAny(window: Window, lists: readonly TermList[]): void {
  if (lists.length === 1) {
    collectOne(window, lists[0]!, 0)
  } else {
    for (const list of lists) touchList(window, list)
    window.isSorted = false
    clear(window, lists, false)
  }
  window.points.fill(0, 0, window.count)
  window.matches.fill(0, 0, window.count)
}

/** Candidates are all documents of the window whose bit is set; all of them without bits. */
export function collectAll(window: Window, bits: Uint32Array | undefined): void {
  const { lo, hi, candidates } = window
  let count = 0
  if (bits === undefined) for (let d = lo; d < hi; d++) candidates[count++] = d - lo
  for (let word = lo >>> 5; bits !== undefined && word << 5 < hi; word++) {
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1) {
      const document = (word << 5) + 31 - Math.clz32(rest & -rest)
      if (document >= lo && document < hi) candidates[count++] = document - lo
    }
  }
  window.count = count
  window.points.fill(0, 0, count)
  window.matches.fill(0, 0, count)
  window.spent += (hi - lo) >>> 5
}

function collectOne(window: Window, list: TermList, least: number): void {
  const { lo, hi, candidates, points, matches } = window
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
  window.count = count
  window.spent += list.size
}

/** Adds up points; a document becomes a candidate when its sum reaches `least`. */
function sumList(window: Window, list: TermList, least: number): void {
  const { lo, hi, candidates } = window
  const { bases, documents, impacts } = list.postings
  const { weight } = list
  const sums = window.sums
  let count = window.count
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
  window.count = count
  window.spent += list.size
}

function touchList(window: Window, list: TermList): void {
  const { lo, hi, candidates } = window
  const { bases, documents } = list.postings
  const sums = window.sums
  let count = window.count
  for (let block = list.low; block < list.end; block++) {
    const shift = bases[block]! - lo
    const end = list.endIn(block, hi)
    for (let p = list.startIn(block, lo); p < end; p++) {
      const at = shift + documents[p]!
      if (sums[at] === 0) candidates[count++] = at
      sums[at] = 1
    }
  }
  window.count = count
  window.spent += list.size
}

function countList(window: Window, list: TermList): void {
  const { lo, hi } = window
  const { bases, documents } = list.postings
  const counts = window.counts
  for (let block = list.low; block < list.end; block++) {
    const shift = bases[block]! - lo
    const end = list.endIn(block, hi)
    for (let p = list.startIn(block, lo); p < end; p++) counts[shift + documents[p]!]!++
  }
}

function clear(window: Window, lists: readonly TermList[], clearsCounts: boolean): void {
  let size = 0
  for (const list of lists) size += list.size
  if (size >= FEW_POSTINGS || clearsCounts) {
    window.sums.fill(0, 0, window.hi - window.lo)
    if (clearsCounts) window.counts.fill(0, 0, window.hi - window.lo)
    return
  }
  for (const list of lists) clearList(window, list)
}

function clearList(window: Window, list: TermList): void {
  const { lo, hi } = window
  const { bases, documents } = list.postings
  const sums = window.sums
  for (let block = list.low; block < list.end; block++) {
    const shift = bases[block]! - lo
    const end = list.endIn(block, hi)
    for (let p = list.startIn(block, lo); p < end; p++) sums[shift + documents[p]!] = 0
  }
}
