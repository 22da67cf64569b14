import { type FollowerDeps, planAnew } from '../index/follow-store.ts'
import { type LiveIndex, saveIndex } from '../index/files/live-index.ts'
import type { KeptVectors } from './kept-vectors.ts'
import type { MissingVectors } from './missing-vectors.ts'
import { writeVectors } from './write-vectors.ts'

/**
 * Brings vectors that were found since into an index: the plan of how they are stored, or one segment.
 *
 * @returns the index after the step; the same where there is nothing to do yet
 */
export async function fillIndex(
  index: LiveIndex,
  deps: FollowerDeps,
  kept: KeptVectors,
  missing: MissingVectors,
): Promise<LiveIndex> {
  if (!index.plan || index.model !== kept.name) return planAnew(index, deps)
  const ready = missing.findReady()
  if (!ready) return index
  const { segment, filling } = ready
  const written = await writeVectors(deps.folder, segment, index.plan, { kept, found: new Map(filling.found) })
  const segments = index.segments.map((one) => (one === segment ? written : one))
  const next = { ...index, segments }
  await saveIndex(deps.folder, next)
  return next
}
