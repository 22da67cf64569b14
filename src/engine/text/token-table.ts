import { growingBytes, growingWords } from '../index/growing-array.ts'

const FIRST_SLOTS = 1 << 15
const NONE = 0
/** Places for tokens of late, few enough to stay in the processor's own memory. */
const LATE_SLOTS = 1 << 12
const LONGEST_PIECE = 12
const MOST_BYTES_A_UNIT = 3
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/**
 * Numbers for tokens, by first use from 0, for looking up millions a second: several times quicker than a `Map`, which
 * wants each token as a string of its own and goes to another place in memory for its letters. What is to be known of a
 * token is then kept in an array by its number.
 *
 * Open addressing; a slot is two words, the token's hash and its number + 1. Tokens are kept in UTF-8. Most tokens are of
 * a few thousand, which would lie all over the slots: they are looked for in a small table first, where the last one of a
 * hash's place stands.
 */
export class TokenTable {
  #slots = new Int32Array(FIRST_SLOTS * 2)
  #mask = FIRST_SLOTS - 1
  readonly #late = new Int32Array(LATE_SLOTS * 2)
  readonly #bytes = growingBytes(FIRST_SLOTS * 8)
  readonly #offsets = growingWords(FIRST_SLOTS)
  #spare = new Uint8Array(256)

  constructor() {
    this.#offsets.push(0)
  }

  /** How many tokens have a number. */
  get size(): number {
    return this.#offsets.length - 1
  }

  /** All tokens one after the other: token n is `bytes[offsets[n]] .. bytes[offsets[n + 1]]`. */
  get bytes(): Uint8Array {
    return this.#bytes.values
  }

  /** See `bytes`. */
  get offsets(): Uint32Array {
    return this.#offsets.values
  }

  /** The number of a token. */
  numberOf(token: string): number {
    if (this.#spare.length < token.length * MOST_BYTES_A_UNIT) this.#spare = new Uint8Array(token.length * 4)
    const { written } = encoder.encodeInto(token, this.#spare)
    let hash = HASH_BASIS
    for (let i = 0; i < written; i++) hash = addToHash(hash, this.#spare[i]!)
    return this.numberOfBytes(this.#spare, written, hash)
  }

  /**
   * The number of a token in UTF-8.
   *
   * @param hash of these bytes, by `addToHash`
   */
  numberOfBytes(token: Uint8Array, length: number, hash: number): number {
    const late = this.#late
    const place = (spread(hash) & (LATE_SLOTS - 1)) * 2
    const number = late[place + 1]! - 1
    if (late[place] === hash && number >= 0 && this.#isAt(number, token, length)) return number
    const found = this.#find(token, length, hash)
    late[place] = hash
    late[place + 1] = found + 1
    return found
  }

  /** The token of a number. */
  tokenAt(number: number): string {
    const bytes = this.#bytes.values
    const from = this.#offsets.values[number]!
    const to = this.#offsets.values[number + 1]!
    let token = ''
    for (let i = from; i < to; i++) {
      // Longer strings are not one piece when they are put together so.
      if (bytes[i]! > 127 || to - from > LONGEST_PIECE) return decoder.decode(bytes.subarray(from, to))
      token += String.fromCharCode(bytes[i]!)
    }
    return token
  }

  #find(token: Uint8Array, length: number, hash: number): number {
    const slots = this.#slots
    const mask = this.#mask
    for (let slot = spread(hash) & mask; slots[slot * 2 + 1] !== NONE; slot = (slot + 1) & mask) {
      if (slots[slot * 2] !== hash) continue
      const number = slots[slot * 2 + 1]! - 1
      if (this.#isAt(number, token, length)) return number
    }
    return this.#add(token, length, hash)
  }

  #isAt(number: number, token: Uint8Array, length: number): boolean {
    const bytes = this.#bytes.values
    const start = this.#offsets.values[number]!
    if (this.#offsets.values[number + 1]! - start !== length) return false
    for (let i = 0; i < length; i++) if (bytes[start + i] !== token[i]) return false
    return true
  }

  #add(token: Uint8Array, length: number, hash: number): number {
    const number = this.size
    if (number * 2 > this.#mask) this.#grow()
    this.#bytes.reserve(length)
    for (let i = 0; i < length; i++) this.#bytes.values[this.#bytes.length++] = token[i]!
    this.#offsets.push(this.#bytes.length)
    this.#place(hash, number + 1)
    return number
  }

  #place(hash: number, mark: number): void {
    let slot = spread(hash) & this.#mask
    while (this.#slots[slot * 2 + 1] !== NONE) slot = (slot + 1) & this.#mask
    this.#slots[slot * 2] = hash
    this.#slots[slot * 2 + 1] = mark
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Int32Array(old.length * 2)
    this.#mask = this.#mask * 2 + 1
    for (let i = 0; i < old.length; i += 2) if (old[i + 1] !== NONE) this.#place(old[i]!, old[i + 1]!)
  }
}

/** The hash of no letters. */
export const HASH_BASIS = 0x811c9dc5 | 0

/** The hash of one byte more: FNV-1a. */
export function addToHash(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}

/** The high bits of FNV-1a are the better ones. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15)
}
