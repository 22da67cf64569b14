import { raw } from 'hono/html'
import { keepLast } from '../../platform/keep-last.ts'
import { foldText } from '../../platform/plain-text.ts'
import { mayHoldTex, readText, type TextPiece } from '../../platform/tex/read-text.ts'
import { toMathml } from '../../platform/tex/to-mathml.ts'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Titles and abstracts of some five hundred pages; what is longer than an abstract is set anew each time. */
const MOST_KEPT = 8_000_000
const LONGEST_KEPT = 20_000
// The one thing kept by a module: a result depends on nothing but its text, and every view would have to hand it on.
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
  const html = mayHoldTex(text) ? readText(text).map(toMarkup).join('') : escape(foldText(text))
  // Texts are counted by what came of them: what shrinks to next to nothing is not kept.
  if (text.length <= LONGEST_KEPT && html.length * 4 >= text.length) kept.keep(text, html)
  return html
}

function toMarkup(piece: TextPiece): string {
  if ('text' in piece) return escape(piece.text)
  return toMathml(piece.tex, piece.display) ?? escape(foldText(piece.source))
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter)
}
