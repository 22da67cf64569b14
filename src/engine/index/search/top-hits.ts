import { compareIds } from '../columns.ts'
import type { OpenSegment } from '../segment.ts'

/** A document with its whole points. */
type PointedDocument = { readonly segment: number; readonly document: number; readonly points: number }

/** The best documents seen so far: a heap with the worst of them on top. Equal points: newest first, then by id. */
export class TopHits {
  readonly #segments: readonly OpenSegment[]
  readonly #limit: number
  readonly #heap: PointedDocument[] = []
  #worstDay = 0

  constructor(segments: readonly OpenSegment[], limit: number) {
    this.#segments = segments
    this.#limit = limit
  }

  get isFull(): boolean {
    return this.#heap.length >= this.#limit
  }

  /** Points that a document must at least have, when none of those to come is newer than `latestDay`. 0 until full. */
  leastPoints(latestDay: number): number {
    if (!this.isFull) return 0
    return this.#heap[0]!.points + (latestDay < this.#worstDay ? 1 : 0)
  }

  add(segment: number, document: number, points: number): void {
    const heap = this.#heap
    if (!this.isFull) {
      heap.push({ segment, document, points })
      this.#rise(heap.length - 1)
    } else {
      if (points < heap[0]!.points) return
      const candidate = { segment, document, points }
      if (this.#compare(candidate, heap[0]!) >= 0) return
      heap[0] = candidate
      this.#sink()
    }
    this.#worstDay = this.#dayOf(heap[0]!)
  }

  /** Best first. */
  toSorted(): PointedDocument[] {
    return this.#heap.toSorted((a, b) => this.#compare(a, b))
  }

  /** Less than 0 when `a` stands before `b`. */
  #compare(a: PointedDocument, b: PointedDocument): number {
    if (a.points !== b.points) return b.points - a.points
    const newer = this.#dayOf(b) - this.#dayOf(a)
    if (newer !== 0) return newer
    const left = this.#segments[a.segment]!.segment.columns
    const right = this.#segments[b.segment]!.segment.columns
    return compareIds(right, b.document, left, a.document)
  }

  #dayOf({ segment, document }: PointedDocument): number {
    return this.#segments[segment]!.segment.columns.days[document]!
  }

  #rise(from: number): void {
    const heap = this.#heap
    const risen = heap[from]!
    let at = from
    while (at > 0) {
      const parent = (at - 1) >>> 1
      if (this.#compare(risen, heap[parent]!) <= 0) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = risen
  }

  #sink(): void {
    const heap = this.#heap
    const sunk = heap[0]!
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && this.#compare(heap[child + 1]!, heap[child]!) > 0) child++
      if (this.#compare(heap[child]!, sunk) <= 0) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = sunk
  }
}
