import { type Field, toFieldTerm } from '../index/document.ts'
import { forEachIndexToken } from '../text/compounds.ts'

/** The tokens of a part of a query in order, and apart from them the compounds ("gpt4" of "GPT-4"). */
export function toQueryTokens(text: string): { tokens: string[]; compounds: string[] } {
  const tokens: string[] = []
  const compounds: string[] = []
  forEachIndexToken(
    text,
    (token) => tokens.push(token),
    (compound) => compounds.push(compound),
  )
  return { tokens, compounds }
}

/** The indexed form of a term or of a beginning: its own, or that of the field it must stand in. */
export function toIndexed(term: string, field: Field | undefined): string {
  return field === undefined ? term : toFieldTerm(field, term)
}
