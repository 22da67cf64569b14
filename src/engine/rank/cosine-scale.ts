/** How a model's cosines are to be read: (cosine − middle) · factor means what it means with the shipped embedding. */
export type CosineScale = { readonly middle: number; readonly factor: number }

/** The cosines of the shipped embedding as they are: the weights of the ranking were found with them. */
export const SHIPPED_SCALE: CosineScale = { middle: 0, factor: 1 }

/** Cosines of two papers that have nothing to do with each other, with the shipped embedding: mean and deviation. */
const SHIPPED_MIDDLE = 0.15
const SHIPPED_DEVIATION = 0.1
/** One that spreads its cosines further than ours may do so; none is believed beyond the second, however close they lie. */
const [LEAST_FACTOR, MOST_FACTOR] = [1, 4]
/** With fewer vectors nothing is measured. */
const FEWEST = 16

/**
 * Reads from a sample of documents how a model spreads its cosines. Some models give any two texts 0.7 and near ones 0.8,
 * others 0 and 0.5: taken as they are, meaning would count for nothing with the former.
 *
 * @param vectors of length 1, of documents that were not chosen by what they say
 */
export function measureCosineScale(vectors: readonly Float32Array[]): CosineScale {
  if (vectors.length < FEWEST) return SHIPPED_SCALE
  let [sum, squares, count] = [0, 0, 0]
  vectors.forEach((one, place) => {
    for (const other of vectors.slice(place + 1)) {
      const cosine = multiply(one, other)
      sum += cosine
      squares += cosine * cosine
      count++
    }
  })
  const mean = sum / count
  const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean))
  const factor = Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, SHIPPED_DEVIATION / (deviation || 1)))
  return { middle: mean - SHIPPED_MIDDLE / factor, factor }
}

function multiply(one: Float32Array, other: Float32Array): number {
  let product = 0
  for (let at = 0; at < one.length; at++) product += one[at]! * other[at]!
  return product
}
