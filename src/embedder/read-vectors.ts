import { type Fault, toFault } from './fault.ts'

/** The engine takes vectors of a multiple of 64 numbers: zeros at the end change no cosine. */
const STEP = 64
/** The engine's kernels count no further. */
const MOST_NUMBERS = 4096

/**
 * The vectors of an answer in the order of the texts, each made of length 1 and filled up with zeros to a multiple of 64
 * numbers. One that is not as it must be makes the whole answer a fault: nothing of it is used.
 *
 * @param dimensions how many numbers a vector must have, where that was asked for
 */
export function readVectors(
  body: unknown,
  count: number,
  dimensions: number | undefined,
): { vectors: Float32Array[] } | { fault: Fault } {
  const list = (body as { data?: unknown } | null)?.data
  if (!Array.isArray(list)) return refuse('answered JSON without a list of vectors')
  if (list.length !== count) return refuse(`answered ${list.length} vectors for ${count} texts`)
  const vectors: (Float32Array | undefined)[] = new Array<undefined>(count).fill(undefined)
  let length = dimensions
  for (const [position, item] of list.entries()) {
    const { index = position, embedding } = (item ?? {}) as { index?: unknown; embedding?: unknown }
    if (!isPlace(index, count) || vectors[index]) return refuse(`answered vectors whose order cannot be told`)
    if (!Array.isArray(embedding)) return refuse('answered a vector that is not a list of numbers')
    length ??= embedding.length
    if (embedding.length !== length) return refuse(`answered a vector of ${embedding.length} numbers, not ${length}`)
    if (length > MOST_NUMBERS) return refuse(`answered vectors of more than ${MOST_NUMBERS} numbers`)
    const vector = toUnit(embedding)
    if (!vector) return refuse('answered a vector with something that is no number, or with nothing but zeros')
    vectors[index] = vector
  }
  return { vectors: vectors.flatMap((vector) => vector ?? []) }
}

function refuse(says: string): { fault: Fault } {
  return { fault: toFault('lasting', says, 'request') }
}

function isPlace(index: unknown, count: number): index is number {
  return Number.isInteger(index) && (index as number) >= 0 && (index as number) < count
}

function toUnit(numbers: readonly unknown[]): Float32Array | undefined {
  let squares = 0
  for (const number of numbers) {
    if (typeof number !== 'number') return undefined
    squares += number * number
  }
  const length = Math.sqrt(squares)
  if (!(length > 0 && length < Infinity)) return undefined
  const vector = new Float32Array(Math.ceil(numbers.length / STEP) * STEP)
  for (let i = 0; i < numbers.length; i++) vector[i] = (numbers[i] as number) / length
  return vector
}
