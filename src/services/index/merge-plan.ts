import { countBits } from '../../engine/index/segment.ts'
import { DOCUMENTS_PER_SEGMENT } from '../../engine/index/index-builder.ts'
import type { LiveSegment } from './files/live-index.ts'

/** So many segments of about one size become one: each paper is then written some six times in its life. */
const TOGETHER = 8
const SMALLEST = 512
/** A segment of which so much was deleted is written anew. */
const MOST_DELETED = 0.2

/** The segments that are to become one, in the order of the index; none where all is well. */
export function chooseMerge(segments: readonly LiveSegment[]): readonly LiveSegment[] {
  const levels = new Map<number, LiveSegment[]>()
  for (const segment of segments) {
    const level = toLevel(segment)
    levels.set(level, [...(levels.get(level) ?? []), segment])
  }
  for (const level of [...levels.keys()].sort((a, b) => a - b)) {
    const members = levels.get(level) ?? []
    if (members.length >= TOGETHER && countLeft(members) <= DOCUMENTS_PER_SEGMENT) return members
  }
  const worn = segments.find((segment) => countDeleted(segment) > MOST_DELETED * segment.file.documentCount)
  return worn ? [worn] : []
}

function toLevel({ file }: LiveSegment): number {
  return Math.max(0, Math.floor(Math.log(file.documentCount / SMALLEST) / Math.log(TOGETHER)) + 1)
}

function countLeft(segments: readonly LiveSegment[]): number {
  return segments.reduce((sum, segment) => sum + segment.file.documentCount - countDeleted(segment), 0)
}

function countDeleted({ deletes }: LiveSegment): number {
  return deletes ? countBits(deletes) : 0
}
