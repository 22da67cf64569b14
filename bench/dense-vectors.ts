import { createRotation, rotate, scatter } from '../src/engine/embed/quantise.ts'

/** Vectors to measure with; the same at every run. */
export type VectorSource = {
  name: string
  dimensions: number
  /** Vector of a document, of length 1. */
  write(document: number, out: Float32Array): void
  /** Query number i over `count` documents. */
  writeQuery(i: number, count: number, out: Float32Array): void
}

const TOPICS = 400
/** How fast the spectrum falls: with it the vectors fill about a quarter of their dimensions (participation ratio). */
const DECAY = 0.45
const TOPIC_SHARE = 0.55
const QUERY_NOISE = 0.5

/** Vectors around topics, with a spectrum that falls by a power law, turned at random: what engines.md measured with. */
export function syntheticSource(dimensions: number): VectorSource {
  const rotation = createRotation(dimensions, 77)
  const spare = new Float32Array(dimensions)
  const spectrum = Float32Array.from({ length: dimensions }, (_, d) => (d + 1) ** -DECAY)
  const topics = Array.from({ length: TOPICS }, (_, topic) => {
    const centre = new Float32Array(dimensions)
    for (let d = 0; d < dimensions; d++) centre[d] = spectrum[d]! * noise(topic, d) * TOPIC_SHARE
    return centre
  })
  const write = (document: number, out: Float32Array): void => {
    const topic = topics[scatter(document) % TOPICS]!
    const start = scatter(document + 9e6)
    for (let d = 0; d < dimensions; d++) out[d] = topic[d]! + spectrum[d]! * noise(start, d) * (1 - TOPIC_SHARE)
    rotate(rotation, out, spare)
    normalise(out)
  }
  return {
    name: 'synthetic',
    dimensions,
    write,
    writeQuery: (i, count, out) => {
      write(scatter(i + 1e7) % count, out)
      for (let d = 0; d < dimensions; d++) out[d] = out[d]! + (QUERY_NOISE * noise(i + 5e8, d)) / Math.sqrt(dimensions)
      normalise(out)
    },
  }
}

/** Near a normal distribution of mean 0 and deviation 1: four bytes of a number that looks random, added. */
function noise(row: number, column: number): number {
  const bits = scatter(Math.imul(row, 0x9e3779b1) + column)
  return ((bits & 255) + ((bits >> 8) & 255) + ((bits >> 16) & 255) + (bits >>> 24) - 510) / 148
}

/** Makes a vector's length 1, in place; all zeros stay. */
export function normalise(vector: Float32Array): void {
  let squares = 0
  for (const value of vector) squares += value * value
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
  for (let d = 0; d < vector.length; d++) vector[d] = vector[d]! * scale
}
