import { trainClusters } from './clusters.ts'
import { toUnit } from './dense-query.ts'
import { type Rotation, createRotation, scatter } from './quantise.ts'

const FORMAT = 1
const HEADER_WORDS = 5
const ROUNDS = 8
/** Documents of one list, about, in an index of the size that the lists are for. */
const LIST_DOCUMENTS = 1000
const LARGEST_LISTS = 1024

/**
 * What all dense parts of an index have in common: it is made once, from a sample, and never changes while the index
 * lives; new documents are put into the lists there are.
 */
export type DensePlan = {
  readonly dimensions: number
  readonly seed: number
  /** The mean vector: what codes are relative to in segments without lists. */
  readonly mean: Float32Array
  /** Centres of the lists, one after the other; empty where the index is small. */
  readonly centres: Float32Array
  readonly rotation: Rotation
  /** A number made of all the above: parts of different plans are not searched together. */
  readonly number: number
}

/** What a plan is made from. */
export type DensePlanOptions = {
  /** Length of a vector, a multiple of 64, at most 4096. */
  dimensions: number
  seed: number
  /** Vectors of documents, one after the other, of any length; thirty or more for each list. */
  sample: Float32Array
  /** Lists wanted; 0 for none. `chooseListCount` says how many are good. */
  lists: number
}

/** How many lists an index of a size is searched fastest with: none below 100,000 documents. */
export function chooseListCount(documentCount: number): number {
  if (documentCount < 100_000) return 0
  return Math.min(LARGEST_LISTS, 2 ** Math.round(Math.log2(documentCount / LIST_DOCUMENTS)))
}

/** Makes a plan; with lists some seconds (vectors · lists · dimensions · 8 rounds multiplications). */
export function createDensePlan({ dimensions, seed, sample, lists }: DensePlanOptions): DensePlan {
  // Up to 8192 the scan's sums fit their 16 bits; beyond 4096 nobody has tried.
  if (dimensions % 64 !== 0 || dimensions < 64 || dimensions > 4096) {
    throw new RangeError(`A vector has 64, 128, … or 4096 dimensions, not ${dimensions}`)
  }
  const units = new Float32Array(sample.length)
  for (let at = 0; at < sample.length; at += dimensions) units.set(toUnit(sample.subarray(at, at + dimensions)), at)
  const centres = lists === 0 ? new Float32Array(0) : trainClusters(units, dimensions, { lists, rounds: ROUNDS, seed })
  return assemble(dimensions, seed, toMean(units, dimensions), centres)
}

/** The plan as bytes, for the index's header. */
export function toPlanBytes({ dimensions, seed, mean, centres, number }: DensePlan): Uint8Array {
  const header = Uint32Array.of(FORMAT, dimensions, seed, centres.length / dimensions, number)
  const bytes = new Uint8Array(header.byteLength + mean.byteLength + centres.byteLength)
  bytes.set(new Uint8Array(header.buffer))
  bytes.set(toBytesOf(mean), header.byteLength)
  bytes.set(toBytesOf(centres), header.byteLength + mean.byteLength)
  return bytes
}

/** Reads a plan; undefined where the bytes are none, or of another format. */
export function fromPlanBytes(bytes: Uint8Array): DensePlan | undefined {
  if (bytes.byteLength < HEADER_WORDS * 4) return undefined
  const copy = bytes.slice().buffer
  const [format, dimensions = 0, seed = 0, lists = 0, number] = new Uint32Array(copy, 0, HEADER_WORDS)
  if (format !== FORMAT || copy.byteLength !== (HEADER_WORDS + dimensions * (1 + lists)) * 4) return undefined
  const floats = new Float32Array(copy, HEADER_WORDS * 4)
  const plan = assemble(dimensions, seed, floats.slice(0, dimensions), floats.slice(dimensions))
  return plan.number === number ? plan : undefined
}

function assemble(dimensions: number, seed: number, mean: Float32Array, centres: Float32Array): DensePlan {
  let number = scatter(FORMAT + dimensions * 16 + scatter(seed))
  for (const floats of [mean, centres]) {
    for (const word of new Uint32Array(floats.buffer, floats.byteOffset, floats.length))
      number = scatter(number ^ word) + 1
  }
  return {
    dimensions,
    seed: seed >>> 0,
    mean,
    centres,
    rotation: createRotation(dimensions, seed),
    number: number >>> 0,
  }
}

function toMean(sample: Float32Array, dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions)
  for (let i = 0; i < sample.length; i++) sums[i % dimensions]! += sample[i]!
  const count = Math.max(1, sample.length / dimensions)
  return Float32Array.from(sums, (sum) => sum / count)
}

function toBytesOf(floats: Float32Array): Uint8Array {
  return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength)
}
