import { growingShorts, growingWords } from '../growing-array.ts'

const FIRST_SLOTS = 1 << 15
const NONE = 0

/**
 * Tokens and a number for each, for looking up millions a second: several times quicker than a `Map`, which must find
 * out each fresh string's hash by itself and goes to another place in memory for its letters.
 *
 * Open addressing; a slot is two words, the token's hash and its place + 1.
 */
export class TokenTable {
  #slots = new Int32Array(FIRST_SLOTS * 2)
  #mask = FIRST_SLOTS - 1
  readonly #units = growingShorts(FIRST_SLOTS * 8)
  /** Token i's letters are units[ends[i]] .. units[ends[i + 1]]; its number is values[i]. */
  readonly #ends = growingWords(FIRST_SLOTS)
  readonly #values = growingWords(FIRST_SLOTS)

  constructor() {
    this.#ends.push(0)
  }

  /** The token's number, or -1 when it was not set. */
  get(token: string): number {
    const hash = hashOf(token)
    const slots = this.#slots
    const mask = this.#mask
    for (let slot = hash & mask; slots[slot * 2 + 1] !== NONE; slot = (slot + 1) & mask) {
      if (slots[slot * 2] !== hash) continue
      const place = slots[slot * 2 + 1]! - 1
      if (this.#isAt(place, token)) return this.#values.values[place]!
    }
    return -1
  }

  /** Sets the number, >= 0, of a token that has none. */
  add(token: string, value: number): void {
    if (this.#values.length * 2 > this.#mask) this.#grow()
    this.#units.reserve(token.length)
    for (let i = 0; i < token.length; i++) this.#units.values[this.#units.length++] = token.charCodeAt(i)
    this.#ends.push(this.#units.length)
    this.#values.push(value)
    this.#place(hashOf(token), this.#values.length)
  }

  #isAt(place: number, token: string): boolean {
    const units = this.#units.values
    const start = this.#ends.values[place]!
    if (this.#ends.values[place + 1]! - start !== token.length) return false
    for (let i = 0; i < token.length; i++) if (units[start + i] !== token.charCodeAt(i)) return false
    return true
  }

  #place(hash: number, mark: number): void {
    let slot = hash & this.#mask
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

/** As FNV-1a, by UTF-16 units, with its high bits mixed down. */
function hashOf(token: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < token.length; i++) hash = Math.imul(hash ^ token.charCodeAt(i), 0x01000193)
  return hash ^ (hash >>> 15)
}
