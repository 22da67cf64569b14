import { addPoints, dropInAny, markInAny } from './add-points.ts'
import { collectAll, collectAny, collectFrom } from './collect.ts'
import type { ListOrder } from './list-order.ts'
import type { SegmentLists } from './segment-lists.ts'
import type { TermList } from './term-list.ts'
import type { Window } from './window.ts'

/** Where a window's candidates come from; which terms give them is in `ListOrder`. */
type Source = { kind: 'terms' } | { kind: 'group'; group: readonly TermList[] } | { kind: 'all' }

/**
 * Fills a window with the documents that hold enough terms for `leastPoints` and of each group one, that pass the
 * filter's bits and hold no excluded term. Each has all its points.
 *
 * Candidates come from whatever has fewest postings and must hold part of every such document: some of the terms, a
 * group, or the filter. What is left is asked only about them, and candidates that can no longer reach the points or
 * matches they need are dropped on the way. Where the budget is spent before all was asked, none is left.
 */
export function findCandidates(window: Window, lists: SegmentLists, leastPoints: number): void {
  const { groups, excluded, bits, minimumMatch, order } = lists
  const source = chooseSource(window, lists, leastPoints)
  if (source.kind === 'terms') {
    collectFrom(window, order.first, Math.max(1, leastPoints - order.restBound), minimumMatch > 1)
  } else if (source.kind === 'group') collectAny(window, source.group)
  else collectAll(window, bits)
  if (bits !== undefined && source.kind !== 'all') window.keepSet(bits)
  addRest(window, order, leastPoints, minimumMatch)
  for (const group of groups) {
    if (window.count === 0 || (source.kind === 'group' && source.group === group)) continue
    markInAny(window, group)
    window.keepMarked(1)
  }
  dropInAny(window, excluded)
  if (window.spent > window.budget) window.count = 0
}

function chooseSource(window: Window, lists: SegmentLists, leastPoints: number): Source {
  const { groups, bits, bitsShare, minimumMatch, order } = lists
  const documents = window.hi - window.lo
  // Going through bits costs a look at each word, and each document that passes is then sought in every list.
  let cost = bits === undefined ? documents : documents / 32 + documents * bitsShare * 4
  let source: Source = { kind: 'all' }
  for (const group of groups) {
    let size = 0
    for (const list of group) size += list.size
    if (size >= cost) continue
    cost = size
    source = { kind: 'group', group }
  }
  if ((minimumMatch > 0 || leastPoints > 0) && order.choose(leastPoints, minimumMatch, cost)) return { kind: 'terms' }
  order.takeAllAsRest(minimumMatch)
  return source
}

function addRest(window: Window, { rest, restBound }: ListOrder, leastPoints: number, minimumMatch: number): void {
  let bound = restBound
  for (let i = 0; i < rest.length && window.count > 0 && window.spent <= window.budget; i++) {
    bound -= rest[i]!.bound
    addPoints(window, rest[i]!, { points: leastPoints - bound, matches: minimumMatch - (rest.length - 1 - i) })
  }
}
