import { parseFormula } from './formula/parse-formula.ts'
import { readText } from './read-text.ts'

/**
 * A text as Markdown on one line: formulas as `$…$` and `$$…$$`, the rest with every sign escaped that Markdown or HTML
 * would read. Bare addresses stay as they are, since people and programs copy them.
 */
export function toMarkdown(text: string): string {
  const line = readText(text)
    .map((piece) => ('text' in piece ? escapeMarkdown(piece.text) : writeFormula(piece)))
    .join('')
  return escapeStart(line.replace(/\s+/gu, ' ').trim())
}

function writeFormula({ tex, display, source }: { tex: string; display: boolean; source: string }): string {
  if (parseFormula(tex, display) === undefined) return escapeMarkdown(source.replace(/\s+/gu, ' '))
  const sign = display ? '$$' : '$'
  return `${sign}${closeMarkup(tex.replace(/\s+/gu, ' '))}${sign}`
}

/** Programs that know no formulas read them as text: no tag, link, code or emphasis may begin there. */
function closeMarkup(tex: string): string {
  return tex
    .replace(/(?<!\\)%/g, '\\%')
    .replace(/</g, '\\lt ')
    .replace(/>/g, '\\gt ')
    .replace(/`/g, '\\lq ')
    .replace(/\$/g, '\\$')
    .replace(/!?\[/g, (signs) => signs.replace('[', '\\lbrack '))
    .replace(/\*/g, '\\ast ')
    .replace(/:(?=\/\/)/g, '{:}')
}

/** Underscores within words are no emphasis in Markdown and stand in many names and addresses. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*[\]<>$~|#]|&(?=#?\w+;)|!(?=\[)/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}])/gu, '\\_')
}

/** A line must not begin as a heading, a list, a quotation, a table or a rule. */
function escapeStart(line: string): string {
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2').replace(/^[-+=:](?=\s|$|[-=:])/, '\\$&')
}
