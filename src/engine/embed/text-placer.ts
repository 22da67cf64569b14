import type { Model } from './model.ts'

/** What gives texts their places in the space of meanings: an embedding, or what knows what another program made of them. */
export type TextPlacer = Pick<Model, 'dimensions' | 'encode'>

/** The same for the documents of an index. Vectors of two names never meet. */
export type DocumentPlacer = TextPlacer & Pick<Model, 'name'> & Partial<Pick<Model, 'encodeTokens'>>
