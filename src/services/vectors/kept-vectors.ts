import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { toContentTag } from '../../platform/hashing.ts'
import {
  countVectors,
  findVectorsHeader,
  type KeptVector,
  VectorsFile,
  type VectorsHeader,
  writeVectorsHeader,
} from './vectors-file.ts'

/** Vectors are not lost with the index: a server may have worked on them for hours. */
const NAME = 'vectors'

/** The vectors of texts that an embedding server has given, kept on disk beside the index. */
export type KeptVectors = {
  /** Stands for the settings and the model that answered: vectors of two names never meet. */
  readonly name: string
  readonly dimensions: number
  /** By which the model is known again. */
  readonly probe: Float32Array
  /** Texts that have been asked for, those that the model did not take included. */
  count(): number
  has(key: Uint8Array): boolean
  /** Signed bytes, all zeros where the model did not take the text; `undefined` where it was not asked yet. */
  find(key: Uint8Array): Int8Array | undefined
  /** Adds vectors of length 1; `undefined` where the model did not take the text. */
  add(vectors: readonly { key: Uint8Array; vector: Float32Array | undefined }[]): void
  close(): void
}

/** Whose vectors a folder keeps, without reading them; `undefined` where there are none of these settings. */
export function findKeptModel(folder: string, tag: string): Omit<VectorsHeader, 'tag'> | undefined {
  const header = findVectorsHeader(join(folder, NAME))
  return header?.tag === tag ? header : undefined
}

/** How many vectors a folder keeps, by the length of the file. */
export function countKeptVectors(folder: string): number {
  return countVectors(join(folder, NAME))
}

/** Opens what a folder keeps of a server's vectors; reads all of it once. `undefined` where there are none of these settings. */
export function openKeptVectors(folder: string, tag: string): KeptVectors | undefined {
  const path = join(folder, NAME)
  const header = findVectorsHeader(path)
  if (header?.tag !== tag) return undefined
  const file = new VectorsFile(path, header)
  // Eight of the sixteen bytes, of which a number holds 52 bits; the others are compared where a vector is read.
  const records = new Map<number, number>()
  file.forEachKey((key, record) => records.set(toNumber(key), record))
  const find = (key: Uint8Array): KeptVector | undefined => {
    const record = records.get(toNumber(key))
    if (record === undefined) return undefined
    const found = file.read(record)
    if (!found) records.delete(toNumber(key)) // damaged since it was opened: it is asked for again
    return found && Buffer.compare(found.key, key) === 0 ? found : undefined
  }
  return {
    name: header.name,
    dimensions: header.probe.length,
    probe: header.probe,
    count: () => records.size,
    has: (key) => records.has(toNumber(key)),
    find: (key) => find(key)?.bytes,
    add(vectors) {
      const fresh = vectors.filter(({ key }) => !records.has(toNumber(key)))
      const first = file.append(fresh.map(({ key, vector }) => ({ key, bytes: toBytes(vector, header.probe.length) })))
      fresh.forEach(({ key }, place) => records.set(toNumber(key), first + place))
    },
    close: () => file.close(),
  }
}

/** Begins to keep the vectors of a model, which is known by its vector of the probe. Those of another are forgotten. */
export async function beginKeptVectors(folder: string, tag: string, probe: Float32Array): Promise<KeptVectors> {
  const path = join(folder, NAME)
  rmSync(path, { force: true })
  await writeVectorsHeader(path, { tag, name: `${tag}.${toContentTag(probe.join(' '))}`, probe })
  const kept = openKeptVectors(folder, tag)
  if (!kept) throw new Error(`${path} cannot be read again`)
  return kept
}

function toNumber(key: Uint8Array): number {
  const view = Buffer.from(key.buffer, key.byteOffset, key.length)
  return view.readUInt32LE(0) * 2 ** 20 + (view.readUInt32LE(4) >>> 12)
}

/** As an index rounds vectors, so that it stores these very bytes. */
function toBytes(vector: Float32Array | undefined, dimensions: number): Int8Array {
  const bytes = new Int8Array(dimensions)
  if (!vector) return bytes
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const factor = Math.fround(127 / largest)
  vector.forEach((value, place) => (bytes[place] = Math.floor(value * factor + 0.5)))
  return bytes
}
