import { escapeMarkup, type Markup } from '../../platform/escape-markup.ts'

/** An address for an attribute; "#" for what leads nowhere on the web, such as `javascript:`. */
export function escapeHref(url: string): Markup {
  return escapeMarkup(/^https?:\/\/[^\s]+$/i.test(url) ? url : '#')
}

/** No markup at all. */
export const EMPTY = '' as Markup

/** Pieces of markup, one behind the other. */
export function joinMarkup(...pieces: readonly Markup[]): Markup {
  return pieces.join('') as Markup
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
