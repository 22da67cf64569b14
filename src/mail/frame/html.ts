import { foldText } from '../../platform/plain-text.ts'

/** Markup in which every text is escaped: only this file and filled templates make it. */
export type Html = string & { readonly __brand: 'Html' }

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** A text as markup that shows the same letters, inside an element or a quoted attribute. */
export function escapeHtml(text: string): Html {
  return (/[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '') : text) as Html
}

/** An address for an attribute; "#" for what leads nowhere on the web, such as `javascript:`. */
export function escapeHref(url: string): Html {
  return escapeHtml(/^https?:\/\/[^\s]+$/i.test(url) ? url : '#')
}

/** No markup at all. */
export const EMPTY = '' as Html

/** Pieces of markup, one behind the other. */
export function joinHtml(...pieces: readonly Html[]): Html {
  return pieces.join('') as Html
}

// Marks that turn what follows them round until they are ended: one that is not would turn the rest of a line.
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g

/** A text of somebody else on one line, without control characters and without marks that turn what follows. */
export function cleanText(text: string): string {
  return foldText(text.replace(TURNS, ''))
}

const MAY_TURN = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * Whether a text runs from right to left: its first letter does. Reckoned here, since mail programs do not know
 * `dir="auto"`.
 *
 * Source: Unicode Standard Annex #9, rules P2 and P3; the blocks are those of its classes R and AL.
 */
export function isRightToLeft(text: string): boolean {
  if (!MAY_TURN.test(text)) return false
  const first = /\p{L}/u.exec(text)?.[0]
  return first !== undefined && MAY_TURN.test(first)
}
