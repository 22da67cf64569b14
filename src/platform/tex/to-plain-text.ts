import { toLine } from './linear-math.ts'
import { parseFormula } from './parse-formula.ts'
import { readText } from './read-text.ts'

/**
 * A text on one line for where no markup can stand: titles of windows, attributes, cards, mail. Formulas become what
 * Unicode can write of them, such as "O(n²)" or "√(d log n)"; what cannot be parsed is shown as it is written.
 */
export function toPlainText(text: string): string {
  const line = readText(text)
    .map((piece) => ('text' in piece ? piece.text : writeFormula(piece)))
    .join('')
  return line.replace(/\s+/gu, ' ').trim()
}

function writeFormula({ tex, display, source }: { tex: string; display: boolean; source: string }): string {
  const tree = parseFormula(tex, display)
  const line = tree === undefined ? '' : toLine(tree)
  return line === '' ? source : display ? ` ${line} ` : line
}
