import type { ReadBytes } from '../index/forward.ts'
import { IndexDamaged } from '../index/index-damaged.ts'
import { type Sections, bytesOf, wordsOf } from '../index/sections.ts'
import type { DensePlan } from './dense-plan.ts'
import { CodeScan } from './dense/code-scan.ts'
import { BLOCK_SLOTS } from './quantise.ts'

/**
 * The sections of a dense part, which stand beside a segment's others. Numbers are little-endian.
 *
 * - settings: words: format, number of the plan, dimensions, documents, slots, lists (0: codes in document order)
 * - codes: signs of the turned vectors, one bit a dimension, in blocks of 16 slots (see `placeCode`)
 * - factors: a float for each slot, NaN where it has no vector
 * - order: with lists the document of each slot, rising within a list; NO_DOCUMENT where a slot fills up a block
 * - lists: with lists the first slot of each, a multiple of 16, and the number of slots
 * - scales: a float for each document: what its bytes are multiplied by to have length 1; 0 where it has no vector
 * - vectors: signed bytes, `dimensions` for each document, in document order
 */
export const DENSE_SECTIONS = {
  settings: 'dense-settings',
  codes: 'dense-codes',
  factors: 'dense-factors',
  order: 'dense-order',
  lists: 'dense-lists',
  scales: 'dense-scales',
  vectors: 'dense-vectors',
} as const

/** The first word of the settings. */
export const DENSE_FORMAT = 1
/** Fills up blocks in `order`. */
export const NO_DOCUMENT = 0xffffffff

const SETTINGS_WORDS = 6

/** The dense part of one segment, opened. */
export type DensePart = {
  readonly plan: DensePlan
  readonly documentCount: number
  /** First slots of the lists and the number of slots; undefined where codes stand in document order. */
  readonly lists: Uint32Array | undefined
  readonly scales: Float32Array
  /** The codes in memory of their own: dimensions / 8 + 4 bytes a document, 8 more with lists. Copied at the first call. */
  readonly openScan: () => CodeScan
  /** Stored vectors, by bytes from the section's beginning. */
  readonly readVectors: ReadBytes
}

/**
 * Opens a part; nothing is copied before it is searched.
 *
 * @param read how to read the stored vectors; without it, they are the section in memory
 * @throws IndexDamaged when a section is missing or does not fit the others or the plan
 */
export function openDensePart(plan: DensePlan, sections: Sections, read?: ReadBytes): DensePart {
  const { documentCount, slotCount, listCount } = readSettings(plan, sections)
  const codes = bytesOf(sections, DENSE_SECTIONS.codes)
  const factors = floatsOf(sections, DENSE_SECTIONS.factors, slotCount)
  const scales = floatsOf(sections, DENSE_SECTIONS.scales, documentCount)
  const order = wordsOf(sections, DENSE_SECTIONS.order)
  const lists = wordsOf(sections, DENSE_SECTIONS.lists)
  checkLength(DENSE_SECTIONS.codes, codes.length, (slotCount * plan.dimensions) / 8)
  checkLength(DENSE_SECTIONS.order, order.length, listCount === 0 ? 0 : slotCount)
  checkLength(DENSE_SECTIONS.lists, lists.length, listCount === 0 ? 0 : listCount + 1)
  if (listCount > 0) checkLists(lists, slotCount)
  const codesOf = { codes, factors, order: listCount === 0 ? undefined : order, documentCount }
  let scan: CodeScan | undefined
  return {
    plan,
    documentCount,
    lists: listCount === 0 ? undefined : lists,
    scales,
    openScan: () => (scan ??= new CodeScan(codesOf, plan.dimensions)),
    readVectors: read ?? readFrom(sections, documentCount * plan.dimensions),
  }
}

function readSettings(
  plan: DensePlan,
  sections: Sections,
): { documentCount: number; slotCount: number; listCount: number } {
  const words = wordsOf(sections, DENSE_SECTIONS.settings)
  checkLength(DENSE_SECTIONS.settings, words.length, SETTINGS_WORDS)
  const [format, number, dimensions, documentCount = 0, slotCount = 0, listCount = 0] = words
  const isOfPlan = number === plan.number && dimensions === plan.dimensions
  const hasPlansLists = listCount === 0 || listCount === plan.centres.length / plan.dimensions
  const isWhole = slotCount % BLOCK_SLOTS === 0 && slotCount >= documentCount
  if (format !== DENSE_FORMAT || !isOfPlan || !hasPlansLists || !isWhole) {
    throw new IndexDamaged(DENSE_SECTIONS.settings, 'it is of another format or index')
  }
  return { documentCount, slotCount, listCount }
}

function floatsOf(sections: Sections, name: string, length: number): Float32Array {
  const words = wordsOf(sections, name)
  checkLength(name, words.length, length)
  return new Float32Array(words.buffer, words.byteOffset, words.length)
}

function checkLists(lists: Uint32Array, slotCount: number): void {
  const isRising = lists.every((start, list) => start % BLOCK_SLOTS === 0 && start <= (lists[list + 1] ?? slotCount))
  if (!isRising || lists[0] !== 0 || lists.at(-1) !== slotCount) {
    throw new IndexDamaged(DENSE_SECTIONS.lists, 'it does not fit the other sections')
  }
}

function readFrom(sections: Sections, length: number): ReadBytes {
  const vectors = bytesOf(sections, DENSE_SECTIONS.vectors)
  checkLength(DENSE_SECTIONS.vectors, vectors.length, length)
  return (start, end) => vectors.subarray(start, end)
}

function checkLength(name: string, length: number, expected: number): void {
  if (length !== expected) throw new IndexDamaged(name, 'it does not fit the other sections')
}
