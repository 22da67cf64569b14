import { DenseBuilder } from '../../engine/embed/dense-builder.ts'
import type { DensePart } from '../../engine/embed/dense-part.ts'
import type { DensePlan } from '../../engine/embed/dense-plan.ts'
import { toSections } from '../../engine/index/segment-sections.ts'
import { type LiveSegment, writeSegment } from '../index/files/live-index.ts'
import { useSegment } from '../index/files/open-segment.ts'
import type { KeptVectors } from './kept-vectors.ts'

/** Vectors that were found of documents: the keys of their texts, by the documents' numbers. */
export type FoundVectors = { kept: KeptVectors; found: ReadonlyMap<number, Buffer> }

/**
 * A segment with more vectors: the same documents under the same numbers, the same words, and the vectors it had with
 * those that were found since.
 */
export async function writeVectors(
  folder: string,
  { file, deletes }: LiveSegment,
  plan: DensePlan,
  vectors: FoundVectors,
): Promise<LiveSegment> {
  const inUse = useSegment(file)
  try {
    const sections = toSections(inUse.segment)
    const dense = buildVectors(inUse.openDense(plan), file.documentCount, plan, vectors)
    for (const [name, bytes] of dense.finish()) sections.set(name, bytes)
    return { ...(await writeSegment(folder, file.documentCount, sections)), deletes }
  } finally {
    inUse.close()
  }
}

function buildVectors(
  part: DensePart | undefined,
  documentCount: number,
  plan: DensePlan,
  { kept, found }: FoundVectors,
): DenseBuilder {
  const { dimensions } = plan
  const none = new Int8Array(dimensions)
  const builder = new DenseBuilder(plan, { expected: documentCount })
  for (let document = 0; document < documentCount; document++) {
    const key = found.get(document)
    const before = part?.readVectors(document * dimensions, (document + 1) * dimensions)
    const known = before ? new Int8Array(before.buffer, before.byteOffset, dimensions) : none
    builder.add((key && kept.find(key)) ?? known)
  }
  return builder
}
