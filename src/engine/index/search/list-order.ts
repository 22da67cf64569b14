import type { TermList } from './term-list.ts'

/**
 * Parts a query's lists, window by window, into the first ones, which give the candidates, and the rest, in which
 * candidates are then looked up. Its arrays are used again and again: windows are too many for new ones.
 */
export class ListOrder {
  readonly first: TermList[] = []
  readonly rest: TermList[] = []
  /** Most points that the rest can add. */
  restBound = 0
  readonly #byBound: TermList[]
  readonly #bySize: TermList[]

  constructor(lists: readonly TermList[]) {
    this.#byBound = [...lists]
    this.#bySize = [...lists]
  }

  /**
   * Leaves as many postings as possible to the rest. Either its lists together stay below the points, so that a document
   * which only they hold is of no use; or they are too few for the matches that a document needs.
   *
   * @returns whether the first have fewer postings than `cost`; if not, nothing is chosen
   */
  choose(leastPoints: number, leastMatches: number, cost: number): boolean {
    sortUp(this.#byBound, byBound)
    let weak = 0
    let bound = 0
    while (weak < this.#byBound.length && (bound += this.#byBound[weak]!.bound) < leastPoints) weak++
    let best = this.#byBound
    let count = weak
    let size = sizeFrom(best, count)
    if (leastMatches > 1) {
      sortUp(this.#bySize, bySizeDown)
      const sizeOfFew = sizeFrom(this.#bySize, leastMatches - 1)
      if (sizeOfFew < size) [best, count, size] = [this.#bySize, leastMatches - 1, sizeOfFew]
    }
    if (size >= cost) return false
    this.#part(best, count)
    this.#orderRest(leastMatches - this.first.length)
    return true
  }

  /** Candidates come from elsewhere: every list is looked up. */
  takeAllAsRest(leastMatches: number): void {
    this.#part(this.#byBound, this.#byBound.length)
    this.#orderRest(leastMatches)
  }

  #part(lists: readonly TermList[], restCount: number): void {
    this.first.length = 0
    this.rest.length = 0
    this.restBound = 0
    for (let i = 0; i < lists.length; i++) {
      const list = lists[i]!
      if (list.size === 0) continue
      if (i >= restCount) this.first.push(list)
      else {
        this.rest.push(list)
        this.restBound += list.bound
      }
    }
  }

  /** Where all must match, the shortest list drops most candidates; else the one that may add most points. */
  #orderRest(leastMatches: number): void {
    sortUp(this.rest, leastMatches >= this.rest.length ? bySize : byBoundDown)
  }
}

const byBound = (a: TermList, b: TermList): number => a.bound - b.bound
const byBoundDown = (a: TermList, b: TermList): number => b.bound - a.bound
const bySize = (a: TermList, b: TermList): number => a.size - b.size
const bySizeDown = (a: TermList, b: TermList): number => b.size - a.size

/** Insertion sort: from one window to the next little changes. */
function sortUp(lists: TermList[], compare: (a: TermList, b: TermList) => number): void {
  for (let i = 1; i < lists.length; i++) {
    const list = lists[i]!
    let at = i
    for (; at > 0 && compare(lists[at - 1]!, list) > 0; at--) lists[at] = lists[at - 1]!
    lists[at] = list
  }
}

function sizeFrom(lists: readonly TermList[], from: number): number {
  let size = 0
  for (let i = from; i < lists.length; i++) size += lists[i]!.size
  return size
}
