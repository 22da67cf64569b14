/**
 * Where a text may be cut without breaking a word, a formula or an argument of a command: offsets of white space, and the
 * ends of the text, in order. Formulas stand between dollar signs; a dollar sign that is never closed is money.
 */
export function listSafeCuts(text: string): number[] {
  const cuts = [0]
  let depth = 0
  let formulaEnd = -1
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '\\') at++
    else if (sign === '$' && at > formulaEnd) formulaEnd = findFormulaEnd(text, at)
    else if (sign === '{') depth++
    else if (sign === '}') depth = Math.max(0, depth - 1)
    else if (at > formulaEnd && depth === 0 && (sign === ' ' || sign === '\n' || sign === '\t')) cuts.push(at)
  }
  if (text.length > 0) cuts.push(text.length)
  return cuts
}

const LONGEST_FORMULA = 300

function findFormulaEnd(text: string, start: number): number {
  const from = text[start + 1] === '$' ? start + 2 : start + 1
  const end = text.slice(from, from + LONGEST_FORMULA).search(/(?<!\\)\$/)
  if (end < 0) return start
  return text[from + end + 1] === '$' && from === start + 2 ? from + end + 1 : from + end
}
