import { openIndex } from '../../engine/index/open-index.ts'
import { hasBit } from '../../engine/index/segment.ts'
import type { DensePlan } from '../../engine/embed/dense-plan.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { LiveIndex, LiveSegment } from '../index/files/live-index.ts'
import { useSegment } from '../index/files/open-segment.ts'
import type { SegmentFile } from '../index/files/segment-file.ts'

/** A document of a segment whose vector is not known. */
export type MissingDocument = { document: number; id: PaperId }

/** What is missing in one segment, and what was found of it since. */
export type Filling = {
  /** Whether it has vectors at all. */
  hasVectors: boolean
  /** Documents still to be asked for, in the order of the segment: the last is the newest. */
  waiting: number[]
  /** How many are being asked for. */
  underWay: number
  /** Keys of the texts of documents whose vectors are kept by now, and are not in the segment. */
  found: Map<number, Buffer>
}

/** A segment with more vectors found than this share of its documents, or this many, is written anew. */
const ENOUGH_SHARE = 0.125
const ENOUGH = 2000

/** Which documents of an index still lack vectors, segment by segment, and what becomes of that. */
export class MissingVectors {
  #fillings = new Map<string, Filling>()
  #index: LiveIndex | undefined

  /** The index as it is now. What was known of segments that are still there holds. */
  see(index: LiveIndex): void {
    if (index === this.#index) return
    this.#index = index
    const fillings = new Map<string, Filling>()
    for (const segment of index.segments) {
      const { opening } = segment.file
      fillings.set(opening, this.#fillings.get(opening) ?? listMissing(segment, index.plan))
    }
    this.#fillings = fillings
  }

  /** Until the next index there is nothing to ask for. */
  forget(): void {
    this.#index = undefined
    this.#fillings = new Map()
  }

  /** Documents that have no vector in the index as it is. */
  count(): number {
    const fillings = [...this.#fillings.values()]
    return fillings.reduce((sum, { waiting, underWay, found }) => sum + waiting.length + underWay + found.size, 0)
  }

  /** Takes some documents that wait, the newest first. Whoever takes them says when they are no longer under way. */
  take(most: number): { filling: Filling; documents: MissingDocument[] } | undefined {
    const newest = this.#index?.segments.toReversed() ?? []
    for (const { file } of newest) {
      const filling = this.#fillings.get(file.opening)
      if (!filling || filling.waiting.length === 0) continue
      const documents = nameDocuments(file, filling.waiting.splice(-most))
      filling.underWay += documents.length
      return { filling, documents }
    }
    return undefined
  }

  /** A segment that is to be written anew, because enough of its vectors were found or nothing more is to come. */
  findReady(): { segment: LiveSegment; filling: Filling } | undefined {
    for (const segment of this.#index?.segments.toReversed() ?? []) {
      const filling = this.#fillings.get(segment.file.opening)
      if (filling && isReady(filling, segment)) return { segment, filling }
    }
    return undefined
  }
}

/** Documents of an index without a vector, those included that the model did not take. */
export function countVectorless(index: LiveIndex): number {
  const missing = new MissingVectors()
  missing.see(index)
  return missing.count()
}

function isReady({ hasVectors, waiting, underWay, found }: Filling, { file }: LiveSegment): boolean {
  if (!hasVectors) return true
  const enough = Math.max(ENOUGH, file.documentCount * ENOUGH_SHARE)
  return found.size > 0 && (waiting.length + underWay === 0 || found.size >= enough)
}

function listMissing({ file, deletes }: LiveSegment, plan: DensePlan | undefined): Filling {
  const inUse = useSegment(file)
  try {
    const part = plan && inUse.openDense(plan)
    const waiting: number[] = []
    for (let document = 0; document < file.documentCount; document++) {
      if ((part && part.scales[document] !== 0) || (deletes && hasBit(deletes, document))) continue
      waiting.push(document)
    }
    return { hasVectors: part !== undefined, waiting, underWay: 0, found: new Map() }
  } finally {
    inUse.close()
  }
}

function nameDocuments(file: SegmentFile, documents: readonly number[]): MissingDocument[] {
  const inUse = useSegment(file)
  try {
    const searcher = openIndex([{ segment: inUse.segment }])
    return documents.map((document) => ({ document, id: searcher.idOf({ segment: 0, document }) as PaperId }))
  } finally {
    inUse.close()
  }
}
