import { rm } from 'node:fs/promises'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DensePlan } from '../../../engine/embed/dense-plan.ts'
import type { Sections } from '../../../engine/index/sections.ts'
import { makeDeletes, setBit } from '../../../engine/index/segment.ts'
import { type Manifest, writeManifest } from './manifest.ts'
import { openSegmentFile, type SegmentFile, writeSegmentFile } from './segment-file.ts'

/** A segment of the index as it is now: its file, and which documents were deleted since it was written. */
export type LiveSegment = {
  name: string
  file: SegmentFile
  /** In shared memory, and never changed: another takes its place. */
  deletes: Uint32Array | undefined
}

/** The index as it is now. A value: every change makes another. */
export type LiveIndex = Pick<Manifest, 'store' | 'changeNumber' | 'model' | 'plannedFor'> & {
  segments: readonly LiveSegment[]
  plan: DensePlan | undefined
}

/** Writes a new segment's file, and opens it as every later start will. */
export async function writeSegment(folder: string, documentCount: number, sections: Sections): Promise<LiveSegment> {
  const name = nextName(folder)
  const path = join(folder, name)
  await writeSegmentFile(path, sections)
  return { name, file: await openSegmentFile(path, documentCount), deletes: undefined }
}

const SEGMENT_FILE = /^segment-(\d+)$/

/** Whether a name is that of a segment's file. */
export function isSegmentName(name: string): boolean {
  return SEGMENT_FILE.test(name)
}

function nextName(folder: string): string {
  const numbers = readdirSync(folder).map((name) => Number(SEGMENT_FILE.exec(name)?.[1] ?? 0))
  return `segment-${Math.max(0, ...numbers) + 1}`
}

/** Makes the index on disk what it is here, in one step. */
export async function saveIndex(folder: string, index: LiveIndex): Promise<void> {
  const { store, changeNumber, model, plannedFor } = index
  const segments = index.segments.map(({ name, file, deletes }) => ({
    name,
    documentCount: file.documentCount,
    checksum: file.checksum,
    ...(deletes && { deletes: listBits(deletes) }),
  }))
  await writeManifest(folder, { store, changeNumber, model, plan: index.plan?.number, plannedFor, segments })
}

/** Removes files of segments that the index no longer holds. Whoever has one open goes on reading it. */
export async function removeStrays(folder: string, index: LiveIndex): Promise<void> {
  const names = new Set(index.segments.map(({ name }) => name))
  for (const name of readdirSync(folder)) {
    if (isSegmentName(name) && !names.has(name)) await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** A segment with more documents deleted. */
export function withDeletes(segment: LiveSegment, documents: readonly number[]): LiveSegment {
  if (documents.length === 0) return segment
  const words = makeDeletes(segment.file.documentCount).length
  const deletes = new Uint32Array(new SharedArrayBuffer(words * 4))
  if (segment.deletes) deletes.set(segment.deletes)
  for (const document of documents) setBit(deletes, document)
  return { ...segment, deletes }
}

function listBits(bits: Uint32Array): number[] {
  const set: number[] = []
  bits.forEach((word, place) => {
    for (let rest = word; rest !== 0; rest &= rest - 1) set.push(place * 32 + 31 - Math.clz32(rest & -rest))
  })
  return set
}
