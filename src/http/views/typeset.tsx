import { raw } from 'hono/html'
import { escapeMarkup } from '../../platform/escape-markup.ts'
import { keepLast } from '../../platform/keep-last.ts'
import { foldText, removeUnprintable } from '../../platform/plain-text.ts'
import type { MarkedText } from '../../services/search/searching.ts'
import { mayHoldTex, readText, type TextPiece } from '../../platform/tex/read-text.ts'
import { toMathml } from '../../platform/tex/to-mathml.ts'

/** Titles and abstracts of some five hundred pages; what is longer than an abstract is set anew each time. */
const MOST_KEPT = 8_000_000
const LONGEST_KEPT = 20_000
// Kept by the module: a result depends on nothing but its text, and every view would have to hand it on.
const kept = keepLast<string>(MOST_KEPT)

/**
 * A text of a paper with its TeX typeset: words as escaped text, formulas as MathML.
 *
 * The only place of the program where markup passes that JSX did not escape; it is made here, of escaped text and of the
 * elements that `toMathml` lets through.
 */
export function Typeset({ text }: { text: string }) {
  return raw(typesetToHtml(text))
}

/** The same as markup, safe in the content of an element. */
export function typesetToHtml(text: string): string {
  const known = kept.find(text) // also of plain text: looking through it takes longer than looking it up
  if (known !== undefined) return known
  const html = mayHoldTex(text) ? readText(text).map(toMarkup).join('') : escapeMarkup(foldText(text))
  // Texts are counted by what came of them: what shrinks to next to nothing is not kept.
  if (text.length <= LONGEST_KEPT && html.length * 4 >= text.length) kept.keep(text, html)
  return html
}

const WORD_OR_REST = /[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu

/** A text of which parts are marked, as `Typeset` sets it. In formulas nothing is marked. */
export function MarkedTypeset({ text: parts }: { text: MarkedText }) {
  const marked = new Set(parts.flatMap(({ type, text }) => (type === 'highlight' ? [text] : [])))
  const text = parts.map((part) => part.text).join('')
  if (marked.size === 0) return raw(typesetToHtml(text))
  if (!mayHoldTex(text)) return raw(parts.map(toMarkedPart).join(''))
  // Typesetting moves the ends of the parts, so the same words are looked for in what comes out.
  const words = new Set([...marked].flatMap((part) => part.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []))
  const pieces = readText(text).map((piece) => ('text' in piece ? markWords(piece.text, words) : toMarkup(piece)))
  return raw(pieces.join(''))
}

function toMarkedPart({ type, text }: MarkedText[number]): string {
  return type === 'highlight' ? toMark(text) : escapeMarkup(foldPart(text))
}

function markWords(text: string, marked: ReadonlySet<string>): string {
  return text.replace(WORD_OR_REST, (part) => (marked.has(part) ? toMark(part) : escapeMarkup(part)))
}

/** As `foldText`, and white space at the ends stays: a part is no whole text. */
function foldPart(text: string): string {
  return removeUnprintable(text).replace(/\s+/gu, ' ')
}

function toMark(text: string): string {
  return `<mark>${escapeMarkup(foldPart(text))}</mark>`
}

function toMarkup(piece: TextPiece): string {
  if ('text' in piece) return escapeMarkup(piece.text)
  return toMathml(piece.tex, piece.display) ?? escapeMarkup(foldText(piece.source))
}
