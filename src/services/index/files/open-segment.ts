import { closeSync, openSync, readSync } from 'node:fs'
import { DENSE_SECTIONS, type DensePart, openDensePart } from '../../../engine/embed/dense-part.ts'
import type { DensePlan } from '../../../engine/embed/dense-plan.ts'
import type { ReadBytes } from '../../../engine/index/forward.ts'
import { IndexDamaged } from '../../../engine/index/index-damaged.ts'
import { FORWARD_SECTION, fromSections } from '../../../engine/index/segment-sections.ts'
import type { Segment } from '../../../engine/index/segment.ts'
import type { SegmentFile } from './segment-file.ts'

/** A segment in use by one thread. */
export type SegmentInUse = {
  segment: Segment
  /** Opens what is searched by meaning; `undefined` where the segment was written without an embedding. */
  openDense: (plan: DensePlan) => DensePart | undefined
  close(): void
}

/**
 * Opens a segment for this thread. What stands in memory is shared with other threads, what does not is read from the
 * file as it is asked for: the file may be removed meanwhile, but not changed.
 *
 * @throws IndexDamaged where the sections do not fit each other, or the file is gone
 */
export function useSegment(file: SegmentFile): SegmentInUse {
  const descriptor = file.onDisk.length > 0 ? openFile(file.path) : undefined
  const readerOf = (name: string): ReadBytes | undefined => {
    const place = file.onDisk.find((section) => section.name === name)
    return place && descriptor !== undefined ? readFrom(descriptor, place.offset) : undefined
  }
  return {
    segment: fromSections(file.sections, readerOf(FORWARD_SECTION)),
    openDense(plan) {
      if (!file.sections.has(DENSE_SECTIONS.settings)) return undefined
      return openDensePart(plan, file.sections, readerOf(DENSE_SECTIONS.vectors))
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor)
    },
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (cause) {
    throw new IndexDamaged('file', `${path} cannot be read: ${(cause as Error).message}`)
  }
}

function readFrom(descriptor: number, offset: number): ReadBytes {
  let room = new Uint8Array(4096)
  return (start, end) => {
    const length = end - start
    if (length > room.length) room = new Uint8Array(length * 2)
    const bytesRead = readSync(descriptor, room, 0, length, offset + start)
    if (bytesRead !== length) throw new IndexDamaged('file', 'it was cut short while it was in use')
    return room.subarray(0, length)
  }
}
