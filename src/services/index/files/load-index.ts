import { existsSync, readdirSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type DensePlan, fromPlanBytes, toPlanBytes } from '../../../engine/embed/dense-plan.ts'
import { IndexDamaged } from '../../../engine/index/index-damaged.ts'
import { writeFileAside } from '../../../platform/file-aside.ts'
import { isMisplaced } from './index-folder.ts'
import { isSegmentName, type LiveIndex, type LiveSegment, withDeletes } from './live-index.ts'
import { MANIFEST, type ManifestSegment, readManifest } from './manifest.ts'
import { openSegmentFile } from './segment-file.ts'

const PLAN = 'plan'
/** Segments that are opened at once. More take more memory and no less time. */
const AT_ONCE = 2

/** An index that was read, or why it has to be built from the beginning. */
export type Loaded = { index: LiveIndex } | { reason: string }

/**
 * Reads the index of a folder, every byte of it checked. What is missing, damaged, of another format, another store or
 * another embedding is not used: `reason` says what it was.
 *
 * @param isFilledLater whether an index of words alone will do, because vectors are brought in afterwards
 */
export async function loadIndex(
  folder: string,
  store: string,
  model: string | undefined,
  isFilledLater = false,
): Promise<Loaded> {
  try {
    const manifest = await readManifest(folder)
    if (!manifest) return { reason: 'there is none yet' }
    if (manifest.store !== store) return { reason: 'it is the index of another database' }
    const hasWordsAlone = isFilledLater && manifest.plan === undefined
    if (manifest.model !== model && !(hasWordsAlone && manifest.model === undefined))
      return { reason: 'it was made with another embedding' }
    const plan = model === undefined || hasWordsAlone ? undefined : await readPlan(folder, manifest.plan)
    const segments = await openSegments(folder, manifest.segments)
    const { changeNumber, plannedFor } = manifest
    return { index: { store, model: manifest.model, changeNumber, plannedFor, plan, segments } }
  } catch (error) {
    if (error instanceof IndexDamaged || isMisplaced(error)) return { reason: error.message }
    throw error
  }
}

/** While one is checked the next is read: of millions of documents that takes half as long. */
async function openSegments(folder: string, wanted: readonly ManifestSegment[]): Promise<LiveSegment[]> {
  const segments: LiveSegment[] = []
  let next = 0
  const openRest = async (): Promise<void> => {
    for (let i = next++; i < wanted.length; i = next++) segments[i] = await openSegment(folder, wanted[i]!)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, openRest))
  return segments
}

async function openSegment(
  folder: string,
  { name, documentCount, checksum, deletes = [] }: ManifestSegment,
): Promise<LiveSegment> {
  const file = await openSegmentFile(join(folder, name), documentCount, checksum)
  return withDeletes({ name, file, deletes: undefined }, deletes)
}

/** Keeps the plan by which all vectors of an index are stored. */
export async function savePlan(folder: string, plan: DensePlan): Promise<void> {
  await writeFileAside(join(folder, PLAN), (put) => put(toPlanBytes(plan)))
}

/** The plan by which the vectors of a folder are stored. @throws IndexDamaged where it is not the one of a number */
export async function readPlan(folder: string, number: number | undefined): Promise<DensePlan> {
  const path = join(folder, PLAN)
  const plan = existsSync(path) ? fromPlanBytes(await readFile(path)) : undefined
  if (plan?.number !== number || !plan) throw new IndexDamaged(PLAN, 'it is missing, or differs from what was written')
  return plan
}

/**
 * Removes an index, the manifest first: what is left of it is none. Files of segments stay, which may be in use; folders
 * in the places of files go.
 */
export async function removeIndex(folder: string): Promise<void> {
  for (const name of [MANIFEST, PLAN, ...listFolders(folder)])
    await rm(join(folder, name), { recursive: true, force: true })
}

function listFolders(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.filter((entry) => isSegmentName(entry.name) && entry.isDirectory()).map(({ name }) => name)
}
