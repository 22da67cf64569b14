import type { Dictionary } from '../dictionary.ts'
import { growingBytes, growingWords } from '../growing-array.ts'

/** A term of an input that is not in the merged dictionary. */
const DROPPED = 0xffffffff

/** `places[i][t]` is the merged place of input i's term t, or DROPPED; ascending but for those. */
type MergedDictionary = { readonly dictionary: Dictionary; readonly places: readonly Uint32Array[] }

type Input = { readonly dictionary: Dictionary; readonly isKept: (term: number) => boolean }

/** Merges sorted dictionaries. Terms that an input does not keep come from the others or not at all. */
export function mergeDictionaries(inputs: readonly Input[]): MergedDictionary {
  const bytes = growingBytes(Math.max(...inputs.map(({ dictionary }) => dictionary.bytes.length)) * 2)
  const offsets = growingWords(Math.max(...inputs.map(({ dictionary }) => dictionary.offsets.length)) * 2)
  offsets.push(0)
  const heads = inputs.map((input) => new Head(input))
  let open = heads.filter((head) => head.skipDropped())
  while (open.length > 0) {
    const first = leastOf(open)
    const { from, to, source } = first
    bytes.reserve(to - from)
    for (let i = from; i < to; i++) bytes.values[bytes.length++] = source[i]!
    const place = offsets.length - 1
    offsets.push(bytes.length)
    let isDone = false
    for (const head of open) if (head !== first && head.equals(first)) isDone = !head.take(place) || isDone
    isDone = !first.take(place) || isDone
    if (isDone) open = open.filter(({ isOpen }) => isOpen)
  }
  return { dictionary: { bytes: bytes.take(), offsets: offsets.take() }, places: heads.map(({ places }) => places) }
}

function leastOf(heads: readonly Head[]): Head {
  let least = heads[0]!
  for (let i = 1; i < heads.length; i++) if (heads[i]!.compare(least) < 0) least = heads[i]!
  return least
}

/** Where one input stands: its next term is `source[from .. to]`. */
class Head {
  readonly source: Uint8Array
  readonly places: Uint32Array
  from = 0
  to = 0
  /** The next term's first four bytes as a number, so that most comparisons are of one number. */
  start = 0
  readonly #offsets: Uint32Array
  readonly #isKept: (term: number) => boolean
  #term = 0

  constructor({ dictionary, isKept }: Input) {
    this.source = dictionary.bytes
    this.#offsets = dictionary.offsets
    this.#isKept = isKept
    this.places = new Uint32Array(dictionary.offsets.length - 1).fill(DROPPED)
  }

  get isOpen(): boolean {
    return this.#term < this.places.length
  }

  /** Records where the term went and goes to the next. @returns whether there is one */
  take(place: number): boolean {
    this.places[this.#term++] = place
    return this.skipDropped()
  }

  /** @returns whether a term is left */
  skipDropped(): boolean {
    while (this.isOpen && !this.#isKept(this.#term)) this.#term++
    if (!this.isOpen) return false
    const { source } = this
    const from = (this.from = this.#offsets[this.#term]!)
    const to = (this.to = this.#offsets[this.#term + 1]!)
    let start = 0
    for (let i = from; i < from + 4; i++) start = start * 256 + (i < to ? source[i]! : 0)
    this.start = start
    return true
  }

  /** Less than, equal to or greater than 0, as this term stands before, at or after the other's. */
  compare(other: Head): number {
    if (this.start !== other.start) return this.start - other.start
    const shared = Math.min(this.to - this.from, other.to - other.from)
    for (let i = 4; i < shared; i++) {
      const difference = this.source[this.from + i]! - other.source[other.from + i]!
      if (difference !== 0) return difference
    }
    return this.to - this.from - (other.to - other.from)
  }

  equals(other: Head): boolean {
    return this.start === other.start && this.to - this.from === other.to - other.from && this.compare(other) === 0
  }
}
