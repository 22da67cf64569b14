import type { DensePart } from '../../engine/embed/dense-part.ts'
import type { DenseSearcher } from '../../engine/embed/dense-searcher.ts'
import { type CosineScale, measureCosineScale } from '../../engine/rank/cosine-scale.ts'

/** Their pairs are some thousands: enough for a mean, and measured in milliseconds. */
const SAMPLED = 96

/** Measures how a model spreads its cosines from documents of the index, anew until there are enough of them. */
export function openScale(): (dense: DenseSearcher, parts: readonly DensePart[]) => CosineScale {
  let known: { number: number | undefined; scale: CosineScale; sampled: number } | undefined
  return (dense, parts) => {
    const number = parts[0]?.plan.number
    if (known?.number === number && known?.sampled === SAMPLED) return known.scale
    const vectors = sampleVectors(dense, parts)
    known = { number, scale: measureCosineScale(vectors), sampled: vectors.length }
    return known.scale
  }
}

/** Vectors of documents spread evenly over all segments. */
function sampleVectors(dense: DenseSearcher, parts: readonly DensePart[]): Float32Array[] {
  const placed = parts.map(({ scales }) => scales.reduce((count, scale) => count + (scale === 0 ? 0 : 1), 0))
  const step = Math.max(1, placed.reduce((sum, count) => sum + count, 0) / SAMPLED)
  const vectors: Float32Array[] = []
  let [seen, next] = [0, 0]
  parts.forEach(({ scales }, segment) => {
    for (let document = 0; document < scales.length && vectors.length < SAMPLED; document++) {
      if (scales[document] === 0 || seen++ < next) continue
      vectors.push(dense.vectorOf({ segment, document }))
      next += step
    }
  })
  return vectors
}
