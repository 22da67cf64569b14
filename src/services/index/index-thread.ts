import type { EmbeddingServer } from '../../domain/embedding-server.ts'
import type { LiveIndex } from './files/live-index.ts'
import type { SegmentFile } from './files/segment-file.ts'

/** Where the index stands in the data folder. It can be removed at any time: it is built anew from the database. */
export const INDEX_FOLDER = 'index'
/** The name of the lock in it: whoever has it keeps the index, others read it. */
export const INDEX_LOCK = 'lock'

/** What the thread that keeps the index is started with. */
export type IndexThreadOptions = {
  databaseUrl: string
  folder: string
  /** Which store the database is: two of one name are one. */
  store: string
  /** The embedding's file; absent for the one that is shipped. */
  modelPath: string | undefined
  /** Makes the vectors in place of an embedding of our own. */
  server?: EmbeddingServer | undefined
}

/** The index as another thread may search it. Its memory is shared, not copied. */
export type IndexSnapshot = {
  /** Rises with every snapshot of one thread. */
  number: number
  changeNumber: number
  segments: readonly { name: string; file: SegmentFile; deletes: Uint32Array | undefined }[]
  /** The plan's bytes; absent where the index holds words alone. */
  plan: Uint8Array | undefined
  /** The server's model that made the vectors; absent with an embedding of our own, and while there are none. */
  server: { name: string; probe: Float32Array } | undefined
  /** False while it is being built from the beginning: more is to come. */
  isWhole: boolean
}

/** What the thread that keeps the index tells. */
export type IndexNews =
  | { kind: 'index'; snapshot: IndexSnapshot }
  /** Why the index is built from the beginning. */
  | { kind: 'rebuilding'; reason: string }
  | { kind: 'built'; papers: number; ms: number }
  /** What keeps it from following; it tries again. `isKnown` where it was the same the time before. */
  | { kind: 'failure'; message: string; isKnown: boolean }
  /** Its files were removed while it was in use; the thread begins anew, and nothing has failed. */
  | { kind: 'removed'; message: string }
  /** Another process keeps the index; this one reads what it writes. */
  | { kind: 'waiting' }
  /** How many papers have no vector yet, and for how many an embedding server was asked since the last such news. */
  | { kind: 'vectors'; missing: number; asked: number }
  /** What keeps the vectors from being made; it is tried again. */
  | { kind: 'vectorFailure'; message: string }

/** What it is told. */
export type IndexOrder =
  | { kind: 'stop' }
  /** A snapshot is in use everywhere: files that only older ones hold can go. */
  | { kind: 'inUse'; number: number }
  /** An embedding server seems to have another model: look. */
  | { kind: 'look' }

/** The part of an index that other threads search. */
export function toSnapshot(
  index: LiveIndex,
  number: number,
  plan: Uint8Array | undefined,
  isWhole: boolean,
  server?: IndexSnapshot['server'],
): IndexSnapshot {
  const segments = index.segments.map(({ name, file, deletes }) => ({ name, file, deletes }))
  return { number, changeNumber: index.changeNumber, segments, plan, server, isWhole }
}
