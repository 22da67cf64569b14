import type { LiveIndex } from './live-index.ts'
import type { SegmentFile } from './segment-file.ts'

/** Where the index stands in the data folder. It can be removed at any time: it is built anew from the database. */
export const INDEX_FOLDER = 'index'

/** What the thread that keeps the index is started with. */
export type IndexThreadOptions = {
  databaseUrl: string
  folder: string
  /** Which store the database is: two of one name are one. */
  store: string
  /** The embedding's file; absent for the one that is shipped. */
  modelPath: string | undefined
}

/** The index as another thread may search it. Its memory is shared, not copied. */
export type IndexSnapshot = {
  /** Rises with every snapshot of one thread. */
  number: number
  changeNumber: number
  segments: readonly { name: string; file: SegmentFile; deletes: Uint32Array | undefined }[]
  /** The plan's bytes; absent where the index holds words alone. */
  plan: Uint8Array | undefined
  /** False while it is being built from the beginning: more is to come. */
  isWhole: boolean
}

/** What the thread that keeps the index tells. */
export type IndexNews =
  | { kind: 'index'; snapshot: IndexSnapshot }
  /** Why the index is built from the beginning. */
  | { kind: 'rebuilding'; reason: string }
  | { kind: 'built'; papers: number; ms: number }
  /** What keeps it from following; it tries again. */
  | { kind: 'failure'; message: string }

/** What it is told. */
export type IndexOrder =
  | { kind: 'stop' }
  /** A snapshot is in use everywhere: files that only older ones hold can go. */
  | { kind: 'inUse'; number: number }

/** The part of an index that other threads search. */
export function toSnapshot(
  index: LiveIndex,
  number: number,
  plan: Uint8Array | undefined,
  isWhole: boolean,
): IndexSnapshot {
  const segments = index.segments.map(({ name, file, deletes }) => ({ name, file, deletes }))
  return { number, changeNumber: index.changeNumber, segments, plan, isWhole }
}
