import type { FilterBits } from '../filter-bits.ts'
import type { OpenSegment } from '../segment.ts'
import { findCandidates } from './candidates.ts'
import { holdsPhrase } from './phrase-check.ts'
import type { Plan } from './plan.ts'
import { countLists, enterWindow, openLists } from './segment-lists.ts'
import type { SegmentLists } from './segment-lists.ts'
import type { TopHits } from './top-hits.ts'
import type { Window } from './window.ts'

/** A search under way: what is carried from segment to segment. */
export type Search = {
  readonly plan: Plan
  readonly top: TopHits
  readonly window: Window
  readonly countTo: number
  matched: number
  /** No document that matches was left out so far. */
  isExact: boolean
  isPartial: boolean
}

// The first windows are small: until enough hits are known, every document that matches must be looked at.
const FIRST_WINDOW = 4_096
// In postings: what reading a document costs, looking for one phrase in it, and moving a list to the next window.
const COST_OF_READING = 400
const COST_OF_PHRASE = 100
const COST_OF_LIST = 40
/** A day after all others. */
const LATEST = 0x7fffffff

/** Goes through a segment's documents from the last to the first, so that of equal hits the newest come first. */
export function searchSegment(search: Search, open: OpenSegment, segment: number, filter: FilterBits): void {
  const lists = openLists(open.segment, segment, search.plan, filter)
  if (lists === undefined) return
  const costOfWindow = countLists(lists) * COST_OF_LIST
  const { days } = open.segment.columns
  const { isSortedByDay, latestDay } = open.segment
  let size =
    search.matched < search.countTo || !search.top.isFull
      ? Math.min(FIRST_WINDOW, search.window.size)
      : search.window.size
  for (let hi = filter.to; hi > filter.from && !search.isPartial;) {
    const lo = Math.max(filter.from, hi - size)
    const least =
      search.matched < search.countTo ? 0 : search.top.leastPoints(isSortedByDay ? days[hi - 1]! : latestDay)
    if (least > 0) search.isExact = false
    search.window.spent += costOfWindow
    if (enterWindow(lists, least, lo, hi)) {
      search.window.enter(lo, hi)
      findCandidates(search.window, lists, least)
      takeCandidates(search, open, segment, lists)
    }
    if (search.window.spent > search.window.budget) search.isPartial = true
    hi = lo
    size = Math.min(size * 2, search.window.size)
  }
}

function takeCandidates(search: Search, open: OpenSegment, segment: number, lists: SegmentLists): void {
  const { window, top, countTo } = search
  const { lo, candidates, points } = window
  let least = top.leastPoints(LATEST)
  const phrases = lists.phrases.length + lists.excludedPhrases.length
  const costOfDocument = phrases === 0 ? 0 : COST_OF_READING + phrases * COST_OF_PHRASE
  for (let i = window.count - 1; i >= 0; i--) {
    const document = lo + candidates[i]!
    if (points[i]! < least && search.matched >= countTo) {
      search.isExact = false
      continue
    }
    if (costOfDocument > 0) {
      window.spent += costOfDocument
      if (window.spent > window.budget) {
        search.isPartial = true
        return
      }
      if (!passesPhrases(open, lists, document)) continue
    }
    search.matched++
    top.add(segment, document, points[i]!)
    least = top.leastPoints(LATEST)
  }
}

function passesPhrases(
  { segment }: OpenSegment,
  { phrases, excludedPhrases }: SegmentLists,
  document: number,
): boolean {
  const { offsets, read } = segment.forward
  const bytes = read(offsets[document]!, offsets[document + 1]!)
  return (
    phrases.every((phrase) => holdsPhrase(bytes, phrase)) &&
    !excludedPhrases.some((phrase) => holdsPhrase(bytes, phrase))
  )
}
