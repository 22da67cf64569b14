import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { IndexDamaged } from '../../../engine/index/index-damaged.ts'
import { writeFileAside } from '../../../platform/file-aside.ts'

/** What an index on disk consists of. Whatever is not listed here is no part of it. */
export type Manifest = {
  /** Which store it follows. */
  store: string
  /** The last change of the store that it holds. */
  changeNumber: number
  /** The embedding whose vectors it holds; none where it has words alone. */
  model: string | undefined
  /** The number of the plan by which the vectors are stored. */
  plan: number | undefined
  /** How many papers the store held when it was last built from the beginning. */
  plannedFor: number
  segments: ManifestSegment[]
}

/** One segment: the file, what it holds, and which of its documents were deleted since it was written. */
export type ManifestSegment = { name: string; documentCount: number; checksum: number; deletes?: number[] }

/** Raised whenever the meaning of any file changes: older indexes are built anew. */
const FORMAT = 2
/** The name of its file in the folder of an index. */
export const MANIFEST = 'manifest.json'

/** Writes the manifest, whole or not at all: with it, the index is what it says. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const body = JSON.stringify({ format: FORMAT, ...manifest })
  const text = JSON.stringify({ checksum: crc32(body), body })
  await writeFileAside(join(folder, MANIFEST), (put) => put(Buffer.from(text)))
}

/**
 * The manifest of a folder; `undefined` where there is none.
 *
 * @throws IndexDamaged where it is not what was written, or of another format
 */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const path = join(folder, MANIFEST)
  if (!existsSync(path)) return undefined
  const { checksum, body } = parse(await readFile(path, 'utf8')) as { checksum?: number; body?: string }
  if (typeof body !== 'string' || crc32(body) !== checksum)
    throw new IndexDamaged(MANIFEST, 'its checksum does not fit')
  const { format, ...manifest } = parse(body) as Manifest & { format: number }
  if (format !== FORMAT) throw new IndexDamaged(MANIFEST, `format ${format} is not ${FORMAT}`)
  return manifest
}

/** When the manifest was last written; `undefined` where there is none. */
export function findManifestTime(folder: string): number | undefined {
  return statSync(join(folder, MANIFEST), { throwIfNoEntry: false })?.mtimeMs
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    throw new IndexDamaged(MANIFEST, 'it is not JSON')
  }
}
