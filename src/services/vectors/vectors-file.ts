import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { writeFileAside } from '../../platform/file-aside.ts'

/**
 * Whose vectors a file holds. `tag` stands for the settings, `name` for these and the model that answered; `probe` is the
 * vector by which that model is known again.
 */
export type VectorsHeader = { tag: string; name: string; probe: Float32Array }

/** One text's vector as it is kept: signed bytes, the largest of them ±127; all zeros where the model does not take it. */
export type KeptVector = { key: Uint8Array; bytes: Int8Array }

const MAGIC = Buffer.from('BSVECT01')
const HEADER_LENGTH = MAGIC.length + 8
const KEY_BYTES = 16
const CHECK_BYTES = 4
const READ_BYTES = 4 << 20

/** Begins a file, in place of one that may be there. */
export async function writeVectorsHeader(path: string, { tag, name, probe }: VectorsHeader): Promise<void> {
  const body = Buffer.from(JSON.stringify({ tag, name, probe: [...probe] }))
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32LE(body.length, 0)
  lengths.writeUInt32LE(crc32(body), 4)
  await writeFileAside(path, (put) => put(Buffer.concat([MAGIC, lengths, body])))
}

/** Whose vectors a file holds; `undefined` where there is none, or where it cannot be told. */
export function findVectorsHeader(path: string): (VectorsHeader & { end: number }) | undefined {
  if (!existsSync(path)) return undefined
  const file = openSync(path, 'r')
  try {
    const head = readAt(file, 0, HEADER_LENGTH)
    if (head.length < HEADER_LENGTH || !head.subarray(0, MAGIC.length).equals(MAGIC)) return undefined
    const end = HEADER_LENGTH + head.readUInt32LE(MAGIC.length)
    const body = readAt(file, HEADER_LENGTH, Math.min(end, fstatSync(file).size) - HEADER_LENGTH)
    if (crc32(body) !== head.readUInt32LE(MAGIC.length + 4)) return undefined
    const { tag, name, probe } = JSON.parse(body.toString()) as { tag: string; name: string; probe: number[] }
    return { tag, name, probe: Float32Array.from(probe), end }
  } finally {
    closeSync(file)
  }
}

/** How many vectors a file holds, damaged ones included; 0 where there is none. */
export function countVectors(path: string): number {
  const header = findVectorsHeader(path)
  return header ? countRecords(statSync(path).size, header) : 0
}

function countRecords(size: number, { end, probe }: { end: number; probe: Float32Array }): number {
  return Math.floor((size - end) / (KEY_BYTES + probe.length + CHECK_BYTES))
}

/**
 * The vectors of a file, one after the other: a key, signed bytes, and a checksum each. They are written behind one
 * another and never changed; what a killed process left half written is cut off, and what was damaged is passed over.
 */
export class VectorsFile {
  readonly #file: number
  readonly #start: number
  readonly #dimensions: number
  readonly #recordBytes: number
  #records: number

  constructor(path: string, header: { end: number; probe: Float32Array }) {
    const { end, probe } = header
    this.#file = openSync(path, 'r+')
    this.#start = end
    this.#dimensions = probe.length
    this.#recordBytes = KEY_BYTES + probe.length + CHECK_BYTES
    this.#records = countRecords(fstatSync(this.#file).size, header)
    ftruncateSync(this.#file, end + this.#records * this.#recordBytes)
  }

  /** Reads all keys; what does not fit its checksum is left out. */
  forEachKey(visit: (key: Buffer, record: number) => void): void {
    const together = Math.max(1, Math.floor(READ_BYTES / this.#recordBytes))
    for (let first = 0; first < this.#records; first += together) {
      const count = Math.min(together, this.#records - first)
      const bytes = readAt(this.#file, this.#placeOf(first), count * this.#recordBytes)
      for (let i = 0; i < count; i++) {
        const record = bytes.subarray(i * this.#recordBytes, (i + 1) * this.#recordBytes)
        if (isWhole(record)) visit(record.subarray(0, KEY_BYTES), first + i)
      }
    }
  }

  /** `undefined` where it is not what was written. */
  read(record: number): KeptVector | undefined {
    const bytes = readAt(this.#file, this.#placeOf(record), this.#recordBytes)
    if (bytes.length < this.#recordBytes || !isWhole(bytes)) return undefined
    const vector = bytes.subarray(KEY_BYTES, KEY_BYTES + this.#dimensions)
    return { key: bytes.subarray(0, KEY_BYTES), bytes: new Int8Array(vector.buffer, vector.byteOffset, vector.length) }
  }

  /** Writes vectors behind the others. @returns the number of the first */
  append(vectors: readonly KeptVector[]): number {
    const bytes = Buffer.alloc(vectors.length * this.#recordBytes)
    vectors.forEach(({ key, bytes: vector }, i) => {
      const record = bytes.subarray(i * this.#recordBytes, (i + 1) * this.#recordBytes)
      record.set(key)
      record.set(new Uint8Array(vector.buffer, vector.byteOffset, vector.length), KEY_BYTES)
      record.writeUInt32LE(crc32(record.subarray(0, -CHECK_BYTES)), record.length - CHECK_BYTES)
    })
    const first = this.#records
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#file, bytes, done, bytes.length - done, this.#placeOf(first) + done)
    this.#records += vectors.length
    return first
  }

  close(): void {
    closeSync(this.#file)
  }

  #placeOf(record: number): number {
    return this.#start + record * this.#recordBytes
  }
}

function isWhole(record: Buffer): boolean {
  return crc32(record.subarray(0, -CHECK_BYTES)) === record.readUInt32LE(record.length - CHECK_BYTES)
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, length))
  let done = 0
  while (done < bytes.length) {
    const count = readSync(file, bytes, done, bytes.length - done, position + done)
    if (count === 0) break
    done += count
  }
  return bytes.subarray(0, done)
}
