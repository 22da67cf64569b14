import { KERNELS_MODULE } from './kernels-module.ts'

/**
 * The kernels over one memory. Every pointer is a `byteOffset` of a view that KernelMemory gave, so a multiple of 16.
 * What each computes, to the bit, stands in kernels-reference.ts.
 */
export type Kernels = {
  /** c[m × n] = a[m × k] · b[n × k]ᵀ; k a multiple of 4. (c, a, b, m, n, k) */
  product: KernelCall
  /**
   * c[m × n] += g[m × k] · b[k × n]; n a multiple of 8. (c, g, b, m, n, k, row, column): steps in floats from one row
   * and from one column of g to the next, so (k, 1) for g as it is and (1, m) for the transpose of g[k × m].
   */
  addProduct: KernelCall
  /** out[width] += Σ weights[t] · table[indexes[t]]; width a multiple of 16. (out, table, indexes, weights, count, width) */
  sumRows: KernelCall
  /** The same where the table holds signed bytes. */
  sumByteRows: KernelCall
  /** table[indexes[t]] += weights[t] · row; width a multiple of 4. (table, indexes, weights, count, row, width) */
  addToRows: KernelCall
  /** out[i] = rows[i] · query: signed bytes with 16-bit integers to 32-bit ones. (out, rows, count, query, width) */
  byteProducts: KernelCall
  /**
   * Rounds floats to signed bytes, the largest of each row to ±127, and adds up each row's squared bytes; a row without
   * direction becomes zeros. width a multiple of 16. (bytes, squares, rows, count, width)
   */
  roundRows: KernelCall
  /** Turns rows in place as `rotate` does. (rows, count, width, span, signs, spare for one row) */
  turnRows: KernelCall
  /** Signs of rows, eight to a byte, and ‖row‖², ‖row‖₁ as two floats each; width a multiple of 8. (codes, sums, rows, count, width) */
  packRows: KernelCall
  /** Scans codes as a job says that ScanJob wrote. (job) → the slot to go on from */
  scan: KernelCall
}

type KernelCall = (...words: number[]) => number

/** Pages of WebAssembly's memory. */
const PAGE_BYTES = 65_536
/** What the compiler keeps for itself at the start of the memory. */
const RESERVED_BYTES = 2048

/**
 * A memory with the kernels over it. Views are taken one after the other and never moved, and live as long as it does;
 * its size is fixed, at most 4 GiB.
 */
export class KernelMemory {
  readonly kernels: Kernels
  readonly #buffer: ArrayBuffer
  #used = RESERVED_BYTES

  /** @param byteLength room for all views, each rounded up to 16 bytes */
  constructor(byteLength: number) {
    const pages = Math.ceil((byteLength + RESERVED_BYTES) / PAGE_BYTES)
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    this.#buffer = memory.buffer
    this.kernels = new WebAssembly.Instance(loadModule(), { env: { memory } }).exports
  }

  floats(length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#buffer, this.#take(length * 4), length)
  }

  words(length: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.#buffer, this.#take(length * 4), length)
  }

  integers(length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#buffer, this.#take(length * 4), length)
  }

  shorts(length: number): Int16Array<ArrayBuffer> {
    return new Int16Array(this.#buffer, this.#take(length * 2), length)
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#buffer, this.#take(length), length)
  }

  #take(byteLength: number): number {
    const start = this.#used
    this.#used += Math.ceil(byteLength / 16) * 16
    if (this.#used > this.#buffer.byteLength)
      throw new RangeError(`The kernels' memory is too small for ${byteLength} bytes`)
    return start
  }
}

let compiled: WasmModule | undefined

/** Compiled once a thread: a few milliseconds that a program without search never spends. */
function loadModule(): WasmModule {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNELS_MODULE), (letter) => letter.charCodeAt(0)))
  return compiled
}

// The part of the language's own WebAssembly that is used here; the compiler's library has it only for browsers.
type WasmModule = { readonly __brand: 'WebAssembly.Module' }
declare const WebAssembly: {
  Module: new (binary: Uint8Array) => WasmModule
  Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer }
  Instance: new (module: WasmModule, imports: { env: { memory: object } }) => { readonly exports: Kernels }
}
