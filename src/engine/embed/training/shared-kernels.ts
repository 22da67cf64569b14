import type { Kernels } from '../kernels.ts'
import { KERNELS_MODULE } from '../kernels-module.ts'

/** A WebAssembly memory that threads share; passes to a worker as it is. */
export type SharedMemory = { readonly buffer: SharedArrayBuffer }

const PAGE_BYTES = 65_536
/** What the compiler keeps for itself at the start of the memory. */
const RESERVED_BYTES = 2048

/** A memory of a fixed size, at most 4 GiB. */
export function createSharedMemory(byteLength: number): SharedMemory {
  const pages = Math.ceil((byteLength + RESERVED_BYTES) / PAGE_BYTES)
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
}

/** Where the first view of a memory may begin. */
export const FIRST_BYTE = RESERVED_BYTES

/** The kernels over a memory that other threads hold too. */
export function shareKernels(memory: SharedMemory): Kernels {
  const binary = Uint8Array.from(atob(KERNELS_MODULE), (letter) => letter.charCodeAt(0))
  return new WebAssembly.Instance(new WebAssembly.Module(importShared(binary)), { env: { memory } }).exports
}

const IMPORT_SECTION = 2
const HEADER_BYTES = 8
/** Limits of a shared memory: the flag, at least 0 pages, at most 65,536 (LEB128). */
const SHARED_LIMITS = [3, 0, 0x80, 0x80, 0x04]

/**
 * The same module, importing a shared memory instead of one of its own: compiled code may not mix the two, and the code
 * is the same for both. The memory is the module's only import, so its limits end the section.
 *
 * Source: WebAssembly core specification 5.3.8 (limits), 5.5.5 (import section).
 */
function importShared(binary: Uint8Array): Uint8Array {
  let at = HEADER_BYTES
  while (binary[at] !== IMPORT_SECTION) {
    const { value, next } = readLeb(binary, at + 1)
    at = next + value
  }
  const { value: length, next: start } = readLeb(binary, at + 1)
  const section = binary.subarray(start, start + length - LIMITS_BYTES)
  const longer = [IMPORT_SECTION, section.length + SHARED_LIMITS.length, ...section, ...SHARED_LIMITS]
  return Uint8Array.from([...binary.subarray(0, at), ...longer, ...binary.subarray(start + length)])
}

/** Of the limits that the compiler writes: no flag, at least 0 pages. */
const LIMITS_BYTES = 2

function readLeb(binary: Uint8Array, start: number): { value: number; next: number } {
  let value = 0
  for (let at = start, shift = 0; ; at++, shift += 7) {
    value |= (binary[at]! & 127) << shift
    if (binary[at]! < 128) return { value, next: at + 1 }
  }
}

// The part of the language's own WebAssembly that is used here; the compiler's library has it only for browsers.
declare const WebAssembly: {
  Module: new (binary: Uint8Array) => object
  Memory: new (pages: { initial: number; maximum: number; shared: true }) => SharedMemory
  Instance: new (module: object, imports: { env: { memory: object } }) => { readonly exports: Kernels }
}
