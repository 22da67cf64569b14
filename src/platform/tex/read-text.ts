import { removeUnprintable } from '../plain-text.ts'
import { findMath } from './math-spans.ts'
import { mendLost } from './mend-lost.ts'
import type { TextPiece } from './piece-writer.ts'
import { TextReader } from './text-reader.ts'

export type { TextPiece } from './piece-writer.ts'

/** What only TeX, or what is left of it, has in a text. The words are those that `mendLost` knows. */
const TEX =
  /[\\${}~`^_]|--|''|text[bits]\w*\{|\dtimes|times\d|(?:sim|approx|leq|geq)\s?\d|\dsim|[lg]eq\s|arrow|\s(?:gg|ll|propto|neq)\s|\d pm \d/

/** Whether a text may hold TeX. Where it says no, reading it does nothing but fold white space. */
export function mayHoldTex(text: string): boolean {
  return TEX.test(text)
}

/**
 * A title or an abstract with its TeX understood: Unicode text and formulas, in order.
 *
 * Text is final: accents, quotes, dashes and commands that set text are resolved, white space is folded, control
 * characters are gone. What is not understood appears as it is written. Never throws; takes time in proportion to length.
 */
export function readText(text: string): TextPiece[] {
  const clean = removeUnprintable(text)
  if (!mayHoldTex(clean)) {
    const folded = clean.replace(/\s+/gu, ' ').trim()
    return folded === '' ? [] : [{ text: folded }]
  }
  return new TextReader(mendBetween(clean)).read()
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
