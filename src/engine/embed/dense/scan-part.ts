import type { FilterBits } from '../../index/filter-bits.ts'
import type { DensePart } from '../dense-part.ts'
import type { DenseQuery } from '../dense-query.ts'
import type { CodeScan } from './code-scan.ts'

/** The query's products with what codes are relative to. */
export type Offsets = {
  readonly mean: number
  /** One for each list; empty where the plan has none. */
  readonly centres: Float32Array
  /** The lists, nearest first. */
  readonly order: Uint32Array
}

/** So many are scanned at least, in a third of a millisecond: of few documents the best lie in more of the lists. */
const LEAST_SCANNED = 100_000

/** One search over one part. */
export type Pass = {
  readonly query: DenseQuery
  /** Candidates wanted. */
  readonly keep: number
  readonly offsets: Offsets
  readonly filter: FilterBits
  /** Share of the documents to scan where there are lists, 0..1. */
  readonly share: number
  /** Estimates that are not above it do not count. */
  readonly floor: number
}

/**
 * Scans one part for candidates.
 *
 * @param visit gets the best `keep` candidates, in no order of rank
 */
export function scanPart(part: DensePart, pass: Pass, visit: (document: number, estimate: number) => void): void {
  const { filter, offsets } = pass
  if (filter.count === 0) return
  const scan = part.openScan()
  scan.begin(pass.query, pass.keep, pass.floor)
  if (filter.bits) scan.restrict({ ...filter, bits: filter.bits })
  if (part.lists === undefined) scan.scan(filter.from, filter.to, offsets.mean)
  else probe(scan, part.lists, pass)
  scan.shrink()
  const { order, slots, estimates, count } = scan
  for (let i = 0; i < count; i++) visit(order ? order[slots[i]!]! : slots[i]!, estimates[i]!)
}

/**
 * Scans lists, nearest first, until enough documents were seen. Documents outside the filter's range are stepped over, so
 * that a narrow range is scanned whole. Where few of the rest pass, the best of them lie in more lists: with the fourth
 * root of what passes, recall stays what it is without a filter (measured from 10 % to 0.1 %).
 */
function probe(scan: CodeScan, lists: Uint32Array, { filter, offsets, share }: Pass): void {
  const selectivity = filter.count / (filter.to - filter.from)
  const enough = Math.max(LEAST_SCANNED, (share * scan.documentCount) / Math.sqrt(Math.sqrt(selectivity)))
  const order = scan.order!
  let scanned = 0
  for (const list of offsets.order) {
    if (scanned >= enough) return
    const start = lists[list]!
    const end = lists[list + 1]!
    const from = filter.from === 0 ? start : findSlot(order, start, end, filter.from)
    const to = filter.to >= scan.documentCount ? end : findSlot(order, from, end, filter.to)
    if (from < to) scan.scan(from, to, offsets.centres[list]!)
    scanned += to - from
  }
}

/** The first slot from `start` to before `end` whose document is not below `document`; `end` where there is none. */
function findSlot(order: Uint32Array, start: number, end: number, document: number): number {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if (order[middle]! < document) low = middle + 1
    else high = middle
  }
  return low
}
