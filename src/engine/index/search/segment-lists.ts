import type { FilterBits } from '../filter-bits.ts'
import type { Segment } from '../segment.ts'
import { ListOrder } from './list-order.ts'
import { toPhraseCheck } from './phrase-check.ts'
import type { PhraseCheck } from './phrase-check.ts'
import { NOWHERE } from './plan.ts'
import type { Plan, TermNumbers } from './plan.ts'
import { TermList } from './term-list.ts'

/** A query's lists in one segment. */
export type SegmentLists = {
  readonly terms: readonly TermList[]
  readonly order: ListOrder
  readonly groups: readonly (readonly TermList[])[]
  readonly excluded: readonly TermList[]
  readonly phrases: readonly PhraseCheck[]
  readonly excludedPhrases: readonly PhraseCheck[]
  readonly minimumMatch: number
  readonly bits: Uint32Array | undefined
  /** Share of the range's documents whose bit is set, 0..1. */
  readonly bitsShare: number
}

/** Undefined when no document of the segment, whose place among the segments is `place`, can match. */
export function openLists(
  segment: Segment,
  place: number,
  plan: Plan,
  { from, to, bits, count }: FilterBits,
): SegmentLists | undefined {
  if (count === 0) return undefined
  const open = (numbers: TermNumbers, weight = 0): TermList[] => {
    const term = numbers[place]!
    return term === NOWHERE ? [] : [new TermList(segment.postings, term, weight, to)]
  }
  const terms = plan.terms.flatMap(({ numbers, weight }) => open(numbers, weight))
  if (terms.length < plan.minimumMatch) return undefined
  const groups = plan.groups.map((group) => group.flatMap((numbers) => open(numbers)))
  if (groups.some((group) => group.length === 0)) return undefined
  const phrases = plan.phrases.map((phrase) => toPhraseCheck(segment, place, phrase))
  if (phrases.includes(undefined)) return undefined
  return {
    terms,
    order: new ListOrder(terms),
    groups,
    excluded: plan.excludedTerms.flatMap((numbers) => open(numbers)),
    phrases: phrases as PhraseCheck[],
    excludedPhrases: plan.excludedPhrases.flatMap((phrase) => toPhraseCheck(segment, place, phrase) ?? []),
    minimumMatch: plan.minimumMatch,
    bits,
    bitsShare: count / (to - from),
  }
}

/** How many lists are moved from window to window. */
export function countLists({ terms, groups, excluded }: SegmentLists): number {
  return groups.reduce((sum, group) => sum + group.length, terms.length + excluded.length)
}

/** Moves every list to a window. @returns whether a document of it may match with at least `leastPoints` */
export function enterWindow(lists: SegmentLists, leastPoints: number, lo: number, hi: number): boolean {
  let most = 0
  let present = 0
  for (const list of lists.terms) {
    list.enter(lo, hi)
    most += list.bound
    if (list.low < list.end) present++
  }
  let isPossible = most >= leastPoints && present >= lists.minimumMatch
  for (const group of lists.groups) {
    let size = 0
    for (const list of group) {
      list.enter(lo, hi)
      size += list.size
    }
    if (size === 0) isPossible = false
  }
  for (const list of lists.excluded) list.enter(lo, hi)
  return isPossible
}
