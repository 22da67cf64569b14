import { ModelDamaged, type ModelTables } from './model-tables.ts'
import { packNibbles, unpackNibbles } from './nibbles.ts'

const MAGIC = 0x42534d31 // "BSM1": changes with the form
const PREFIX_BYTES = 16
/** What comes before is the magic number and the hash itself. */
const HASHED_FROM = 12

/** What stands as JSON at the beginning of a model's bytes. */
type Header = {
  dimensions: number
  termCount: number
  bucketCount: number
  wideRows: number
  termBytes: number
  unseenWeight: number
  paperCount: number
  countPower: number
  about: Record<string, unknown>
}

/**
 * A model as bytes: magic number, hash, header's length, header (JSON), terms (lines), idf, scales, rows. The first
 * `wideRows` rows have 8 bits a dimension and the rest 4.
 *
 * @param wideRows the rows after these must hold -7..7 only
 */
export function toModelBytes(tables: ModelTables, wideRows: number): Uint8Array {
  const { dimensions, terms, bucketCount, rows, scales, idf, unseenWeight, paperCount, countPower, about } = tables
  const termText = new TextEncoder().encode(terms.join('\n'))
  const header: Header = {
    dimensions,
    termCount: terms.length,
    bucketCount,
    wideRows,
    termBytes: termText.length,
    unseenWeight,
    paperCount,
    countPower,
    about,
  }
  const headerText = new TextEncoder().encode(JSON.stringify(header))
  const wide = rows.subarray(0, wideRows * dimensions)
  const narrow = packNibbles(rows.subarray(wideRows * dimensions))
  const scaleBytes = new Uint8Array(scales.buffer, scales.byteOffset, scales.byteLength)
  const wideBytes = new Uint8Array(wide.buffer, wide.byteOffset, wide.byteLength)
  const bytes = concatenate([new Uint8Array(PREFIX_BYTES), headerText, termText, idf, scaleBytes, wideBytes, narrow])
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC)
  view.setUint32(HASHED_FROM, headerText.length)
  const [first, second] = hashBytes(bytes.subarray(HASHED_FROM))
  view.setUint32(4, first)
  view.setUint32(8, second)
  return bytes
}

/**
 * Reads what `toModelBytes` wrote. `name` is a hash of all that decides vectors: equal names, equal vectors.
 *
 * @throws ModelDamaged where the bytes are not whole or of another form
 */
export function fromModelBytes(bytes: Uint8Array): ModelTables & { name: string; wideRows: number } {
  if (bytes.length < PREFIX_BYTES) throw new ModelDamaged('The model is cut off')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(0) !== MAGIC) throw new ModelDamaged('Not a model of this program, or of another format')
  // A plain array: a part of Node's Buffer would share its bytes when it is sliced.
  const body = new Uint8Array(bytes.buffer, bytes.byteOffset + PREFIX_BYTES, bytes.length - PREFIX_BYTES)
  const hash = hashBytes(bytes.subarray(HASHED_FROM))
  if (hash[0] !== view.getUint32(4) || hash[1] !== view.getUint32(8)) throw new ModelDamaged('The model is damaged')
  const headerLength = view.getUint32(HASHED_FROM)
  const header = JSON.parse(new TextDecoder().decode(body.subarray(0, headerLength))) as Header
  return {
    ...readTables(body, headerLength, header),
    name: hash.map((half) => half.toString(16).padStart(8, '0')).join(''),
  }
}

function readTables(body: Uint8Array, headerLength: number, header: Header): ModelTables & { wideRows: number } {
  const { dimensions, termCount, bucketCount, wideRows, termBytes, unseenWeight, paperCount, countPower, about } =
    header
  let at = headerLength
  const take = (length: number): Uint8Array => body.subarray(at, (at += length))
  const text = new TextDecoder().decode(take(termBytes))
  const idf = take(termCount).slice()
  const rowCount = termCount + bucketCount
  const scales = new Float32Array(take(rowCount * 4).slice().buffer)
  const rows = new Int8Array(rowCount * dimensions)
  rows.set(take(wideRows * dimensions))
  unpackNibbles(take(((rowCount - wideRows) * dimensions) / 2), rows.subarray(wideRows * dimensions))
  const terms = text === '' ? [] : text.split('\n')
  return { dimensions, terms, bucketCount, rows, scales, idf, unseenWeight, paperCount, countPower, about, wideRows }
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Two independent hashes of 32 bits: against damage, not against anyone's intent. */
function hashBytes(bytes: Uint8Array): [number, number] {
  let first = 0x811c9dc5
  let second = 0x9e3779b1
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    first = Math.imul(first ^ byte, 0x01000193)
    second = Math.imul(second + byte, 0x85ebca6b) ^ (second >>> 15)
  }
  return [first >>> 0, second >>> 0]
}
