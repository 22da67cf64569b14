import { IndexDamaged } from './index-damaged.ts'

/** Named stretches of bytes, each beginning at a multiple of 8 in memory. */
export type Sections = ReadonlyMap<string, Uint8Array>

/** 32 bits that change when any bit of the bytes does, such as CRC-32. Given by the caller. */
type Checksum = (bytes: Uint8Array) => number

/** Where a section stands in a file, in bytes from its beginning. */
export type SectionPlace = {
  readonly name: string
  readonly offset: number
  readonly length: number
  readonly checksum: number
}

/** What a file says of itself before its sections. */
export type SectionTable = {
  readonly places: readonly SectionPlace[]
  /** Another for every other content: it is that of the table, which holds those of all sections. */
  readonly checksum: number
  /** Of the whole file, in bytes. */
  readonly fileLength: number
}

/** "BSIX" as a little-endian machine reads it: on another, or in another file, it is another number. */
const MAGIC = 0x58495342
/** Raised whenever the meaning of any section changes; older files are then built anew. */
const FORMAT = 1
const ALIGNMENT = 8
const HEADER_WORDS = 5
const MOST_TABLE_BYTES = 1 << 20
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * The bytes of a file that holds these sections, in pieces to be written one after the other; sections are not copied.
 *
 * A file is five 32-bit words (magic, format, length of the table in bytes, checksum of the table, checksum of these
 * four words), the table as JSON, and the sections, each padded with zeros to a multiple of 8.
 */
export function encodeSections(sections: Sections, checksum: Checksum): Uint8Array[] {
  const places: [string, number, number][] = []
  const pieces: Uint8Array[] = []
  for (const [name, bytes] of sections) {
    places.push([name, bytes.length, checksum(bytes) >>> 0])
    pieces.push(bytes, new Uint8Array(pad(bytes.length) - bytes.length))
  }
  const table = encoder.encode(JSON.stringify(places))
  const words = new Uint32Array([MAGIC, FORMAT, table.length, checksum(table) >>> 0, 0])
  words[4] = checksum(toBytes(words.subarray(0, 4)))
  const start = HEADER_WORDS * 4 + table.length
  return [toBytes(words), table, new Uint8Array(pad(start) - start), ...pieces]
}

/** How many bytes from a file's beginning `readSectionTable` needs, told by its first 20 bytes. @throws IndexDamaged */
export function headerLength(start: Uint8Array, checksum: Checksum): number {
  if (start.length < HEADER_WORDS * 4) throw new IndexDamaged('header', 'the file is too short')
  const words = new Uint32Array(copyOf(start.subarray(0, HEADER_WORDS * 4)).buffer)
  if (words[0] !== MAGIC) throw new IndexDamaged('header', 'it is not an index')
  if (words[1] !== FORMAT) throw new IndexDamaged('header', `format ${words[1]} is not ${FORMAT}`)
  if (checksum(toBytes(words.subarray(0, 4))) >>> 0 !== words[4]) {
    throw new IndexDamaged('header', 'its checksum does not fit')
  }
  if (words[2]! > MOST_TABLE_BYTES) throw new IndexDamaged('header', 'its table is too long')
  return HEADER_WORDS * 4 + words[2]!
}

/** The table of a file, from at least its first `headerLength` bytes. @throws IndexDamaged */
export function readSectionTable(start: Uint8Array, checksum: Checksum): SectionTable {
  const length = headerLength(start, checksum)
  if (start.length < length) throw new IndexDamaged('header', 'the file is too short')
  const table = start.subarray(HEADER_WORDS * 4, length)
  const told = new Uint32Array(copyOf(start.subarray(12, 16)).buffer)[0]!
  if (checksum(table) >>> 0 !== told) throw new IndexDamaged('header', 'the checksum of its table does not fit')
  let offset = pad(length)
  const places = (JSON.parse(decoder.decode(table)) as [string, number, number][]).map(([name, bytes, sum]) => {
    const place = { name, offset, length: bytes, checksum: sum }
    offset += pad(bytes)
    return place
  })
  return { places, checksum: told, fileLength: offset }
}

/** Checks that a file ends where its last section does. @throws IndexDamaged */
export function checkFileLength({ fileLength }: SectionTable, length: number): void {
  if (length < fileLength) throw new IndexDamaged('file', 'it is cut short')
  if (length > fileLength) throw new IndexDamaged('file', 'something was written after its end')
}

/** Checks a section that was read. @throws IndexDamaged */
export function checkSection(place: SectionPlace, bytes: Uint8Array, checksum: Checksum): void {
  if (bytes.length !== place.length) throw new IndexDamaged(place.name, 'it is cut short')
  if (checksum(bytes) >>> 0 !== place.checksum) throw new IndexDamaged(place.name, 'its checksum does not fit')
}

/**
 * The sections of a whole file, each checked; views of `file` where that begins at a multiple of 8 in memory.
 *
 * @throws IndexDamaged when anything but the padding differs from what was written
 */
export function decodeSections(file: Uint8Array, checksum: Checksum): Map<string, Uint8Array> {
  const sections = new Map<string, Uint8Array>()
  const table = readSectionTable(file, checksum)
  checkFileLength(table, file.length)
  for (const place of table.places) {
    const bytes = file.subarray(place.offset, place.offset + place.length)
    checkSection(place, bytes, checksum)
    sections.set(place.name, bytes)
  }
  return sections
}

/** The bytes of a typed array, not copied. */
export function toBytes(numbers: Int32Array | Uint32Array | Uint16Array | Uint8Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

/** A section as numbers of 4 bytes. Not copied where it is aligned. @throws IndexDamaged when missing or ragged */
export function wordsOf(sections: Sections, name: string): Uint32Array {
  const bytes = alignedSection(sections, name, 4)
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
}

/** A section as numbers of 2 bytes. Not copied where it is aligned. @throws IndexDamaged when missing or ragged */
export function shortsOf(sections: Sections, name: string): Uint16Array {
  const bytes = alignedSection(sections, name, 2)
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)
}

/** A section's bytes. @throws IndexDamaged when it is missing */
export function bytesOf(sections: Sections, name: string): Uint8Array {
  const bytes = sections.get(name)
  if (bytes === undefined) throw new IndexDamaged(name, 'it is missing')
  return bytes
}

function alignedSection(sections: Sections, name: string, size: number): Uint8Array {
  const bytes = bytesOf(sections, name)
  if (bytes.length % size !== 0) throw new IndexDamaged(name, 'its length is wrong')
  return bytes.byteOffset % size === 0 ? bytes : copyOf(bytes)
}

/** Node's Buffer overrides `slice` with one that does not copy. */
function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}

function pad(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT
}
