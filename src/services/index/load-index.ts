import { existsSync, mkdirSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type DensePlan, fromPlanBytes, toPlanBytes } from '../../engine/embed/dense-plan.ts'
import { IndexDamaged } from '../../engine/index/index-damaged.ts'
import { writeFileAside } from '../../platform/file-aside.ts'
import { type LiveIndex, type LiveSegment, withDeletes } from './live-index.ts'
import { type ManifestSegment, readManifest } from './manifest.ts'
import { openSegmentFile } from './segment-file.ts'

const PLAN = 'plan'

/** An index that was read, or why it has to be built from the beginning. */
export type Loaded = { index: LiveIndex } | { reason: string }

/**
 * Reads the index of a folder, every byte of it checked. What is missing, damaged, of another format, another store or
 * another embedding is not used: `reason` says what it was.
 */
export async function loadIndex(folder: string, store: string, model: string | undefined): Promise<Loaded> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    const manifest = await readManifest(folder)
    if (!manifest) return { reason: 'there is none yet' }
    if (manifest.store !== store) return { reason: 'it is the index of another database' }
    if (manifest.model !== model) return { reason: 'it was made with another embedding' }
    const plan = model === undefined ? undefined : await readPlan(folder, manifest.plan)
    const segments: LiveSegment[] = []
    for (const segment of manifest.segments) segments.push(await openSegment(folder, segment))
    const { changeNumber, plannedFor } = manifest
    return { index: { store, model, changeNumber, plannedFor, plan, segments } }
  } catch (error) {
    if (error instanceof IndexDamaged) return { reason: error.message }
    throw error
  }
}

async function openSegment(
  folder: string,
  { name, documentCount, deletes = [] }: ManifestSegment,
): Promise<LiveSegment> {
  const file = await openSegmentFile(join(folder, name), documentCount)
  return withDeletes({ name, file, deletes: undefined }, deletes)
}

/** Keeps the plan by which all vectors of an index are stored. */
export async function savePlan(folder: string, plan: DensePlan): Promise<void> {
  await writeFileAside(join(folder, PLAN), (put) => put(toPlanBytes(plan)))
}

async function readPlan(folder: string, number: number | undefined): Promise<DensePlan> {
  const path = join(folder, PLAN)
  const plan = existsSync(path) ? fromPlanBytes(await readFile(path)) : undefined
  if (plan?.number !== number || !plan) throw new IndexDamaged(PLAN, 'it is missing, or differs from what was written')
  return plan
}

/** Removes an index whole, the manifest first: what is left of it is none. */
export async function removeIndex(folder: string): Promise<void> {
  await rm(join(folder, 'manifest.json'), { force: true })
}
