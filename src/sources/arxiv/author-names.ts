import { toPlainText } from '../../platform/tex/to-plain-text.ts'

/** What follows a comma and belongs to the name before it. */
const SUFFIX = /^(?:jr|sr|i{2,3}|iv|vi{0,3})\.?$/i
const AND = /^and\s+/i
// A separator of names; "and" where it stands alone.
const SEPARATOR = /\s*[,;:]\s*|\s+and\s+/i
const MOST_DEPTH_OF_BRACKETS = 20

/**
 * The names in arXiv's line of authors, in order: "A. Owl (1), Jos\'e Ni\~no and B. Kite, Jr. ((1) Nest)" has three. What
 * stands in brackets are affiliations. A collaboration is a name, also before a colon and its members.
 */
export function splitAuthors(line: string): string[] {
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
  let rest = text
  for (let depth = 0; depth < MOST_DEPTH_OF_BRACKETS && rest.includes('('); depth++) {
    const less = rest.replace(/\s*\([^()]*\)/g, '')
    if (less === rest) break
    rest = less
  }
  return rest
}
