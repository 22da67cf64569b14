import { toPlainText } from '../../platform/tex/to-plain-text.ts'

/** What follows a comma and belongs to the name before it. */
const SUFFIX = /^(?:jr|sr|i{2,3}|iv|vi{0,3})\.?$/i
const AND = /^and\s+/i
// A separator of names; "and" where it stands alone.
const SEPARATOR = /\s*[,;:]\s*|\s+and\s+/i
/** In letters: five thousand names with their affiliations are a fifth of it. */
const LONGEST_LINE = 1_000_000

/**
 * The names in arXiv's line of authors, in order: "A. Owl (1), Jos\'e Ni\~no and B. Kite, Jr. ((1) Nest)" has three. What
 * stands in brackets are affiliations. A collaboration is a name, also before a colon and its members. A line longer than
 * any is one name, which is too long for any.
 */
export function splitAuthors(line: string): string[] {
  if (line.length > LONGEST_LINE) return [line]
  const parts = withoutBrackets(toUnicode(line)).split(SEPARATOR)
  const names: string[] = []
  for (const part of parts) {
    const name = part.replace(AND, '').trim()
    const last = names.length - 1
    if (SUFFIX.test(name) && last >= 0) names[last] = `${names[last]!} ${name}`
    else if (/\p{L}/u.test(name)) names.push(name)
  }
  return names
}

/** A name with its TeX understood: "Jos\'e" is José. Most have none, and to see that is cheap. */
export function toUnicode(name: string): string {
  return /[\\{}$~]/.test(name) ? toPlainText(name) : name.replace(/\s+/g, ' ').trim()
}

/** A text without what stands in brackets, nested ones too; a bracket that is never closed stays. */
function withoutBrackets(text: string): string {
  let rest = ''
  let end = 0
  for (const { from, to } of listBrackets(text)) {
    rest += text.slice(end, from).trimEnd()
    end = to
  }
  return rest + text.slice(end)
}

/** Pairs of brackets that stand in no other pair, in order. */
function listBrackets(text: string): { from: number; to: number }[] {
  const open: number[] = []
  const pairs: { from: number; to: number }[] = []
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') open.push(at)
    const from = text[at] === ')' ? open.pop() : undefined
    if (from === undefined) continue
    while ((pairs.at(-1)?.from ?? -1) > from) pairs.pop()
    pairs.push({ from, to: at + 1 })
  }
  return pairs
}
