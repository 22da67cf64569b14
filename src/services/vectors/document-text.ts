import { hash } from 'node:crypto'
import type { ModelText } from '../../engine/embed/model.ts'

/** More than any model of today reads; abstracts are shorter. */
const MOST_LETTERS = 16_000
const KEY_BYTES = 16

/** A document as an embedding server reads it; '' where there is nothing to read. */
export function toEmbeddedText(text: ModelText): string {
  const { title = '', abstract = '' } = typeof text === 'string' ? { title: text } : text
  return `${title.trim()}\n\n${abstract.trim()}`.trim().slice(0, MOST_LETTERS).toWellFormed()
}

/** Stands for a text: 16 bytes, the same for ever. */
export function toTextKey(text: string): Buffer {
  return hash('sha256', text, 'buffer').subarray(0, KEY_BYTES)
}
