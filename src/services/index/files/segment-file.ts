import { type FileHandle, open } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { DENSE_SECTIONS } from '../../../engine/embed/dense-part.ts'
import { IndexDamaged } from '../../../engine/index/index-damaged.ts'
import { FORWARD_SECTION } from '../../../engine/index/segment-sections.ts'
import {
  checkFileLength,
  checkSection,
  encodeSections,
  headerLength,
  readSectionTable,
  type SectionPlace,
  type Sections,
  type SectionTable,
} from '../../../engine/index/sections.ts'
import { writeFileAside } from '../../../platform/file-aside.ts'

/**
 * A segment's file, opened: what a search walks through stands in memory that threads share, the rest is read from the
 * file where it is needed.
 */
export type SegmentFile = {
  path: string
  /** Another each time a file is opened: two of one name share their memory. */
  opening: string
  documentCount: number
  /** Another for every other content. */
  checksum: number
  /** In shared memory, each at a multiple of 8. */
  sections: Sections
  /** Where the other sections stand in the file. */
  onDisk: readonly SectionPlace[]
}

/** More of vectors are read from the file: of 256 dimensions those of 262,144 documents. */
const MOST_VECTOR_BYTES_IN_MEMORY = 64 << 20
/** Larger segments have the words of their documents read from the file: some 250 bytes a document. */
const MOST_WORDS_IN_MEMORY = 16_384
const FIRST_BYTES = 20
const PART_BYTES = 4 << 20
const ALIGNMENT = 8

/** Writes a segment's file whole or not at all. */
export async function writeSegmentFile(path: string, sections: Sections): Promise<void> {
  await writeFileAside(path, async (put) => {
    for (const piece of encodeSections(sections, crc32)) if (piece.length > 0) await put(piece)
  })
}

/**
 * Opens a segment's file. Every byte of it is read and checked.
 *
 * @param expected the checksum that it had when it was written; absent, any whole file will do
 * @throws IndexDamaged where it is missing, cut short, grown, of another format, another segment's, or any bit differs
 */
export async function openSegmentFile(path: string, documentCount: number, expected?: number): Promise<SegmentFile> {
  const file = await openExisting(path)
  try {
    const { places, checksum } = await readTable(file, path, expected)
    const isOnDisk = ({ name, length }: SectionPlace): boolean =>
      (name === DENSE_SECTIONS.vectors && length > MOST_VECTOR_BYTES_IN_MEMORY) ||
      (name === FORWARD_SECTION && documentCount > MOST_WORDS_IN_MEMORY)
    const onDisk = places.filter(isOnDisk)
    const inMemory = places.filter((place) => !isOnDisk(place))
    for (const place of onDisk) await checkOnDisk(file, place)
    const sections = await readInMemory(file, inMemory)
    return { path, opening: randomUUID(), documentCount, checksum, sections, onDisk }
  } finally {
    await file.close()
  }
}

/** Reads a segment's file through and keeps nothing of it. @throws IndexDamaged as `openSegmentFile` does */
export async function checkSegmentFile(path: string, expected: number): Promise<void> {
  const file = await openExisting(path)
  try {
    const { places } = await readTable(file, path, expected)
    for (const place of places) await checkOnDisk(file, place)
  } finally {
    await file.close()
  }
}

async function openExisting(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (cause) {
    throw new IndexDamaged('file', `${path} cannot be read: ${(cause as Error).message}`)
  }
}

async function readTable(file: FileHandle, path: string, expected: number | undefined): Promise<SectionTable> {
  const first = await readAt(file, new Uint8Array(FIRST_BYTES), 0)
  const head = await readAt(file, new Uint8Array(headerLength(first, crc32)), 0)
  const table = readSectionTable(head, crc32)
  if (expected !== undefined && table.checksum !== expected)
    throw new IndexDamaged('file', `${path} is whole, but not the file that was written under this name`)
  checkFileLength(table, (await file.stat()).size)
  return table
}

async function readInMemory(file: FileHandle, places: readonly SectionPlace[]): Promise<Map<string, Uint8Array>> {
  const size = places.reduce((sum, { length }) => sum + align(length), 0)
  const memory = new SharedArrayBuffer(size)
  const sections = new Map<string, Uint8Array>()
  let start = 0
  for (const place of places) {
    const bytes = new Uint8Array(memory, start, place.length)
    checkSection(place, await readAt(file, bytes, place.offset), crc32)
    sections.set(place.name, bytes)
    start += align(place.length)
  }
  return sections
}

/** A section that stays in its file is read through once, a part at a time. */
async function checkOnDisk(file: FileHandle, place: SectionPlace): Promise<void> {
  const part = new Uint8Array(Math.min(PART_BYTES, place.length))
  let sum = 0
  for (let done = 0; done < place.length; done += part.length) {
    const bytes = await readAt(file, part.subarray(0, place.length - done), place.offset + done)
    if (bytes.length === 0) break
    sum = crc32(bytes, sum)
  }
  if (sum !== place.checksum) throw new IndexDamaged(place.name, 'its checksum does not fit')
}

/** Fills the bytes from a place of a file; fewer come back where it ends before. */
async function readAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<Uint8Array> {
  let done = 0
  while (done < bytes.length) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.subarray(0, done)
}

function align(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT
}
