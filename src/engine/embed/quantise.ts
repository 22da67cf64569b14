/** Documents whose codes lie side by side: as many as one register of the scan has bytes. */
export const BLOCK_SLOTS = 16

/**
 * Turns vectors before their signs are taken, so that every dimension carries about as much as any other. Lengths and
 * angles stay. Two rounds of signs and a Walsh–Hadamard transform, which together are near a random rotation.
 * Source: Ailon & Chazelle, "The fast Johnson–Lindenstrauss transform", SIAM J. Comput. 39(1), 2009.
 */
export type Rotation = {
  readonly dimensions: number
  /** Numbers of the two rounds, ±1 times the transform's scale, one after the other. */
  readonly signs: Float32Array
  /** Dimensions that are transformed together: the largest power of two that divides `dimensions`. */
  readonly span: number
}

/** @param dimensions a multiple of 64 */
export function createRotation(dimensions: number, seed: number): Rotation {
  const span = dimensions & -dimensions
  const signs = new Float32Array(2 * dimensions)
  for (let i = 0; i < signs.length; i++) signs[i] = (scatter(seed + i) & 1 ? 1 : -1) / Math.sqrt(span)
  return { dimensions, signs, span }
}

/** Turns one vector in place. `spare` has its length, and what it holds is lost. */
export function rotate({ dimensions, signs, span }: Rotation, vector: Float32Array, spare: Float32Array): void {
  for (let i = 0; i < dimensions; i++) spare[i] = vector[i]! * signs[i]!
  transform(spare, span)
  // Between the rounds neighbours are dealt out to all spans; with one span this is the order there was.
  const spans = dimensions / span
  for (let i = 0; i < dimensions; i++) vector[(i % spans) * span + Math.floor(i / spans)] = spare[i]!
  for (let i = 0; i < dimensions; i++) vector[i] = vector[i]! * signs[dimensions + i]!
  transform(vector, span)
}

/** The Walsh–Hadamard transform of each span, without its scale. */
function transform(vector: Float32Array, span: number): void {
  for (let half = 1; half < span; half *= 2) {
    for (let start = 0; start < vector.length; start += 2 * half) {
      for (let i = start; i < start + half; i++) {
        const left = vector[i]!
        const right = vector[i + half]!
        vector[i] = left + right
        vector[i + half] = left - right
      }
    }
  }
}

/** A number whose bits have nothing to do with those of its neighbours'. Source: the finaliser of MurmurHash3. */
export function scatter(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/**
 * Puts a code into a slot: in a block byte 0 of all sixteen slots comes first, then byte 1; slots 0..7 of the block stand
 * in the even places, 8..15 in the odd ones.
 *
 * @param code one bit for each dimension, as `packRows` writes them
 */
export function placeCode(codes: Uint8Array, slot: number, code: Uint8Array): void {
  const place = slot % BLOCK_SLOTS
  let at = (slot - place) * code.length + (place < 8 ? 2 * place : 2 * place - 15)
  for (let j = 0; j < code.length; j++) {
    codes[at] = code[j]!
    at += BLOCK_SLOTS
  }
}
