import type { SegmentLists } from './segment-lists.ts'
import type { TermList } from './term-list.ts'
import type { Window } from './window.ts'

/**
 * Fills a window with the documents that hold enough terms for `leastPoints` and of each group one, that pass the
 * filter's bits and hold no excluded term. Each has all its points.
 *
 * Candidates come from whatever has fewest postings and must hold part of every such document: some of the terms, a
 * group, or the filter. What is left is asked only about them, and candidates that can no longer reach the points or
 * matches they need are dropped on the way.
 */
export function findCandidates(window: Window, lists: SegmentLists, leastPoints: number): void {
  const { groups, excluded, bits, minimumMatch } = lists
  const source = chooseSource(window, lists, leastPoints)
  if (source.kind === 'terms') {
    const rest = sumOf(source.rest)
    window.collect(source.first, Math.max(1, leastPoints - rest), minimumMatch > 1)
  } else if (source.kind === 'group') window.collectAny(groups[source.group]!)
  else window.collectAll(bits)
  if (bits !== undefined && source.kind !== 'all') window.keepSet(bits)
  addRest(window, source.rest, leastPoints, minimumMatch)
  for (let i = 0; i < groups.length && window.count > 0; i++) {
    if (source.kind !== 'group' || source.group !== i) window.keepInAny(groups[i]!)
  }
  if (excluded.length > 0 && window.count > 0) window.dropInAny(excluded)
}

type Source =
  | { readonly kind: 'terms'; readonly first: readonly TermList[]; readonly rest: readonly TermList[] }
  | { readonly kind: 'group'; readonly group: number; readonly rest: readonly TermList[] }
  | { readonly kind: 'all'; readonly rest: readonly TermList[] }

function chooseSource(window: Window, lists: SegmentLists, leastPoints: number): Source {
  const { terms, groups, bits, bitsShare, minimumMatch } = lists
  const present = terms.filter(({ size }) => size > 0)
  const documents = window.hi - window.lo
  // Going through bits costs a look at each word, and each document that passes is then sought in every list.
  let cost = bits === undefined ? documents : documents / 32 + documents * bitsShare * 4
  let source: Source = { kind: 'all', rest: inOrder(present, minimumMatch) }
  groups.forEach((group, i) => {
    const size = group.reduce((sum, list) => sum + list.size, 0)
    if (size >= cost) return
    cost = size
    source = { kind: 'group', group: i, rest: inOrder(present, minimumMatch) }
  })
  if (minimumMatch === 0 && leastPoints === 0) return source
  for (const rest of [weakest(present, leastPoints), largest(present, minimumMatch - 1)]) {
    const first = present.filter((list) => !rest.includes(list))
    const size = first.reduce((sum, list) => sum + list.size, 0)
    if (size >= cost) continue
    cost = size
    source = { kind: 'terms', first, rest: inOrder(rest, minimumMatch - present.length + rest.length) }
  }
  return source
}

/** As many lists as possible that together stay below the points: a document that only they hold is of no use. */
function weakest(lists: readonly TermList[], leastPoints: number): TermList[] {
  const ascending = lists.toSorted((a, b) => a.bound - b.bound)
  let sum = 0
  const count = ascending.findIndex(({ bound }) => (sum += bound) >= leastPoints)
  return count < 0 ? ascending : ascending.slice(0, count)
}

/** The lists with most postings: a document that only they hold has too few matches. */
function largest(lists: readonly TermList[], count: number): TermList[] {
  return count <= 0 ? [] : lists.toSorted((a, b) => b.size - a.size).slice(0, count)
}

/** Where all must match, the shortest list drops most candidates; else the one that may add most points. */
function inOrder(lists: readonly TermList[], leastMatches: number): TermList[] {
  if (leastMatches >= lists.length) return lists.toSorted((a, b) => a.size - b.size)
  return lists.toSorted((a, b) => b.bound - a.bound)
}

function addRest(window: Window, rest: readonly TermList[], leastPoints: number, minimumMatch: number): void {
  let bound = sumOf(rest)
  for (let i = 0; i < rest.length && window.count > 0; i++) {
    window.add(rest[i]!)
    bound -= rest[i]!.bound
    window.keepFrom(leastPoints - bound, minimumMatch - (rest.length - 1 - i))
  }
}

function sumOf(lists: readonly TermList[]): number {
  return lists.reduce((sum, { bound }) => sum + bound, 0)
}
