import { escapeMarkup } from '../../platform/escape-markup.ts'

/** Markup in which every text is escaped: only this file and filled templates make it. */
export type Html = string & { readonly __brand: 'Html' }

/** As `escapeMarkup`. */
export function escapeHtml(text: string): Html {
  return escapeMarkup(text) as Html
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
