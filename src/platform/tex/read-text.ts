import { removeUnprintable } from '../plain-text.ts'
import { findMath } from './formula/math-spans.ts'
import { mendIons, mendLost } from './lost/mend-lost.ts'
import type { TextPiece } from './text/piece-writer.ts'
import { TextReader } from './text/text-reader.ts'

/** A piece of a text as it was understood. */
export type { TextPiece } from './text/piece-writer.ts'

/** What only TeX has in a text, and what is left of it: the words that `mendLost` knows. Apart they are found sooner. */
const SIGNS = /[\\${}~`^_]|--|''/
const LOST = /\dtimes|times\d|(?:sim|approx|leq|geq)\s?\d|\dsim|[lg]eq\s|arrow|\s(?:gg|ll|propto|neq)\s|\d pm \d/

/** Whether a text may hold TeX. Where it says no, reading it does nothing but fold white space. */
export function mayHoldTex(text: string): boolean {
  return SIGNS.test(text) || LOST.test(text)
}

/**
 * A title or an abstract with its TeX understood: Unicode text and formulas, in order.
 *
 * Text is final: accents, quotes, dashes and commands that set text are resolved, white space is folded, control
 * characters are gone. What is not understood appears as it is written. Never throws; takes time in proportion to length.
 */
export function readText(text: string): TextPiece[] {
  const clean = shortenSpaces(removeUnprintable(text))
  if (!mayHoldTex(clean)) {
    const folded = clean.replace(/\s+/gu, ' ').trim()
    return folded === '' ? [] : [{ text: folded }]
  }
  return new TextReader(mendIons(mendBetween(clean))).read()
}

/**
 * White space that is shown as one space is cut before it is read: whoever looks for a sign behind a run of it takes the
 * square of its length. Breaks of lines mean something to TeX.
 */
function shortenSpaces(text: string): string {
  return text.replace(/\s{2,}/gu, (run) => {
    const from = run.indexOf('\n')
    if (from < 0) return ' '
    return run.includes('\n', from + 1) ? '\n\n' : '\n'
  })
}

/** Mends what stands between formulas. */
function mendBetween(text: string): string {
  let mended = ''
  let end = 0
  for (const span of findMath(text)) {
    mended += mendLost(text.slice(end, span.start)) + text.slice(span.start, span.end)
    end = span.end
  }
  return mended + mendLost(text.slice(end))
}
