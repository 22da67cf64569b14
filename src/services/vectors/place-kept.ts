import type { DocumentPlacer } from '../../engine/embed/text-placer.ts'
import { toEmbeddedText, toTextKey } from './document-text.ts'
import type { KeptVectors } from './kept-vectors.ts'

/** Places documents by vectors that are kept; one whose vector is not known yet has no direction (all zeros). */
export function placeByKept(kept: KeptVectors): DocumentPlacer {
  return {
    name: kept.name,
    dimensions: kept.dimensions,
    encode(text) {
      const said = toEmbeddedText(text)
      const bytes = said === '' ? undefined : kept.find(toTextKey(said))
      return { vector: bytes ? Float32Array.from(bytes) : new Float32Array(kept.dimensions), coverage: 1 }
    },
  }
}
