import { startsWithFraction, toLine } from './formula/linear-math.ts'
import { parseFormula } from './formula/parse-formula.ts'
import { readText } from './read-text.ts'

/**
 * A text on one line for where no markup can stand: titles of windows, attributes, cards, mail. Formulas become what
 * Unicode can write of them, such as "O(n²)" or "√(d log n)"; what cannot be parsed is shown as it is written.
 */
export function toPlainText(text: string): string {
  let line = ''
  for (const piece of readText(text)) line += 'text' in piece ? piece.text : writeFormula(piece, line)
  return line.replace(/\s+/gu, ' ').trim()
}

type Formula = { tex: string; display: boolean; source: string }

function writeFormula({ tex, display, source }: Formula, before: string): string {
  const tree = parseFormula(tex, display)
  const line = tree === undefined ? '' : toLine(tree)
  if (tree === undefined || line === '') return source
  if (display) return ` ${line} `
  return startsWithFraction(tree) && /\d$/.test(before) ? ` ${line}` : line
}
