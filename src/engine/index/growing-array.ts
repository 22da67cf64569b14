type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array

/** A typed array that is appended to. `values` is replaced when it grows: read it anew after `reserve`. */
export class GrowingArray<T extends Numbers> {
  values: T
  length = 0
  readonly #make: (length: number) => T

  constructor(make: (length: number) => T, capacity: number) {
    this.#make = make
    this.values = make(Math.max(16, capacity))
  }

  /** Makes room for `more` further values; call it before writing them to `values` and raising `length`. */
  reserve(more: number): void {
    const needed = this.length + more
    if (needed <= this.values.length) return
    const grown = this.#make(Math.max(needed, Math.ceil(this.values.length * 1.6)))
    grown.set(this.values.subarray(0, this.length))
    this.values = grown
  }

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(1)
    this.values[this.length++] = value
  }

  /** What was appended, in an array of just that length. */
  take(): T {
    return (this.length === this.values.length ? this.values : this.values.slice(0, this.length)) as T
  }
}

/** An empty array of bytes. */
export function growingBytes(capacity: number): GrowingArray<Uint8Array> {
  return new GrowingArray((length) => new Uint8Array(length), capacity)
}

/** An empty array of 16-bit numbers. */
export function growingShorts(capacity: number): GrowingArray<Uint16Array> {
  return new GrowingArray((length) => new Uint16Array(length), capacity)
}

/** An empty array of 32-bit numbers. */
export function growingWords(capacity: number): GrowingArray<Uint32Array> {
  return new GrowingArray((length) => new Uint32Array(length), capacity)
}

/** An empty array of signed 32-bit numbers. */
export function growingIntegers(capacity: number): GrowingArray<Int32Array> {
  return new GrowingArray((length) => new Int32Array(length), capacity)
}
