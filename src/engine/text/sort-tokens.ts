import type { TokenTable } from './token-table.ts'

const FEW = 8
const END = -1

/**
 * Sorts numbers of tokens by the tokens' bytes, in place; each number at most once.
 *
 * Three-way radix quicksort: bytes that are known to be equal are not looked at again. Source: Bentley & Sedgewick, "Fast
 * algorithms for sorting and searching strings", SODA 1997.
 */
export function sortTokens(numbers: Uint32Array, table: TokenTable): void {
  new Sorting(numbers, table).sort(0, numbers.length, 0)
}

class Sorting {
  readonly #numbers: Uint32Array
  readonly #bytes: Uint8Array
  readonly #offsets: Uint32Array

  constructor(numbers: Uint32Array, { bytes, offsets }: TokenTable) {
    this.#numbers = numbers
    this.#bytes = bytes
    this.#offsets = offsets
  }

  /** @param depth bytes that all tokens from `from` to `to` have in common */
  sort(from: number, to: number, depth: number): void {
    while (to - from > FEW) {
      const pivot = this.#byteAt((from + to) >>> 1, depth)
      let [less, more] = [from, to]
      for (let i = from; i < more;) {
        const byte = this.#byteAt(i, depth)
        if (byte < pivot) this.#swap(i++, less++)
        else if (byte > pivot) this.#swap(i, --more)
        else i++
      }
      this.sort(from, less, depth)
      if (pivot !== END) this.sort(less, more, depth + 1)
      from = more
    }
    for (let i = from + 1; i < to; i++) {
      for (let j = i; j > from && this.#isBefore(j, j - 1, depth); j--) this.#swap(j, j - 1)
    }
  }

  #byteAt(place: number, depth: number): number {
    const number = this.#numbers[place]!
    const at = this.#offsets[number]! + depth
    return at < this.#offsets[number + 1]! ? this.#bytes[at]! : END
  }

  #isBefore(place: number, other: number, depth: number): boolean {
    for (; ; depth++) {
      const byte = this.#byteAt(place, depth)
      const otherByte = this.#byteAt(other, depth)
      if (byte !== otherByte) return byte < otherByte
      if (byte === END) return false
    }
  }

  #swap(a: number, b: number): void {
    const kept = this.#numbers[a]!
    this.#numbers[a] = this.#numbers[b]!
    this.#numbers[b] = kept
  }
}
