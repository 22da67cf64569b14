import type { TermList } from './term-list.ts'
import type { Window } from './window.ts'

// Below so many postings a candidate, going through a list is quicker than seeking each candidate in it; in ascending
// order a search goes on where the last one ended.
const POSTINGS_PER_SEEK = 40
const POSTINGS_PER_STEP = 6
/** Postings that are passed over at once on the way to a document. */
const STRIDE = 16

/** What a candidate needs to stay one. */
type Needs = { readonly points: number; readonly matches: number }

/** Adds a list's points to the candidates that it holds; drops those that then have too few points or matches. */
export function addPoints(window: Window, list: TermList, needs: Needs): void {
  const isWalked = list.size < (window.isSorted ? POSTINGS_PER_STEP : POSTINGS_PER_SEEK) * window.count
  if (list.low === list.end) window.keepFrom(needs.points, needs.matches)
  else if (isWalked) addByWalk(window, list, needs)
  else if (window.isSorted) addInOrder(window, list, needs)
  else addBySeek(window, list, needs)
}

/** The sums of candidates are put where they can be added to, and taken back from there. */
function addByWalk(window: Window, list: TermList, needs: Needs): void {
  const { lo, hi, count, candidates, points, matches } = window
  const { bases, documents, impacts } = list.postings
  const { weight } = list
  const sums = window.sums
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
    if (sum < needs.points || matched < needs.matches) continue
    candidates[kept] = at
    points[kept] = sum
    matches[kept++] = matched
  }
  window.count = kept
  window.spent += list.size + count
}

/** A candidate that even the best posting of its block would not lift to the points it needs is not sought there. */
function addInOrder(window: Window, list: TermList, needs: Needs): void {
  const { lo, count, candidates, points, matches } = window
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
    if (sum + weight * maxima[block]! < needs.points) continue
    const end = starts[block + 1]!
    const wanted = document - bases[block]!
    while (p + STRIDE < end && documents[p + STRIDE]! <= wanted) p += STRIDE
    while (p < end && documents[p]! < wanted) p++
    if (p < end && documents[p] === wanted) {
      sum += weight * impacts[p]!
      matched++
    }
    if (sum < needs.points || matched < needs.matches) continue
    candidates[kept] = candidates[i]!
    points[kept] = sum
    matches[kept++] = matched
  }
  window.count = kept
  window.spent += count * STRIDE
}

function addBySeek(window: Window, list: TermList, needs: Needs): void {
  const { lo, count, points, matches, candidates } = window
  const { impacts } = list.postings
  for (let i = 0; i < count; i++) {
    const posting = list.find(lo + candidates[i]!)
    if (posting < 0) continue
    points[i] = points[i]! + list.weight * impacts[posting]!
    matches[i] = matches[i]! + 1
  }
  window.spent += count * POSTINGS_PER_SEEK
  window.keepFrom(needs.points, needs.matches)
}

/** Drops the candidates that any of the lists holds: those that the first lists leave are few for the others. */
export function dropInAny(window: Window, lists: readonly TermList[]): void {
  for (let i = 0; i < lists.length && window.count > 0; i++) {
    markInAny(window, lists.slice(i, i + 1))
    window.spent += window.count
    window.keepMarked(0)
  }
}

/** Marks with 1 the candidates that any of the lists holds, the others with 0. */
export function markInAny(window: Window, lists: readonly TermList[]): void {
  window.marks.fill(0, 0, window.count)
  for (const list of lists) {
    if (list.low === list.end) continue
    if (window.spent > window.budget) return
    if (list.size < POSTINGS_PER_SEEK * window.count) markByWalk(window, list)
    else markBySeek(window, list)
  }
}

function markBySeek(window: Window, list: TermList): void {
  const { lo, count, candidates, marks } = window
  let sought = 0
  for (let i = 0; i < count; i++) {
    if (marks[i] === 1) continue
    sought++
    if (list.find(lo + candidates[i]!) >= 0) marks[i] = 1
  }
  window.spent += count + sought * POSTINGS_PER_SEEK
}

function markByWalk(window: Window, list: TermList): void {
  const { lo, hi, count, candidates, marks, sums } = window
  for (let i = 0; i < count; i++) sums[candidates[i]!] = i + 1
  const { bases, documents } = list.postings
  for (let block = list.low; block < list.end; block++) {
    const shift = bases[block]! - lo
    const end = list.endIn(block, hi)
    for (let p = list.startIn(block, lo); p < end; p++) {
      const place = sums[shift + documents[p]!]!
      if (place !== 0) marks[place - 1] = 1
    }
  }
  for (let i = 0; i < count; i++) sums[candidates[i]!] = 0
  window.spent += list.size + count
}
