import { foldSpelling } from './fold-spelling.ts'
import { stem } from './stem.ts'
import { forEachToken } from './tokenise.ts'

const MOST_TERMS_KEPT = 262_144
const terms = new Map<string, string>()

/**
 * The term under which a token is indexed and sought: the stem of its one spelling. The same for documents and queries.
 * Answers of the past are kept, up to a bound, since a stem takes microseconds and most tokens come again.
 */
export function toTerm(token: string): string {
  return terms.get(token) ?? keepTerm(token)
}

/** As `toTerm`, and nothing is kept: for tokens that nobody wrote, such as possible spellings. */
export function toTermAnew(token: string): string {
  return stem(foldSpelling(token))
}

function keepTerm(token: string): string {
  // A token is a slice of its text: kept as it is, it would keep the whole text in memory.
  const own = detach(token)
  const term = toTermAnew(own)
  if (terms.size >= MOST_TERMS_KEPT) terms.clear()
  terms.set(own, term)
  return term
}

const LONGEST_COPIED = 12 // V8 copies slices up to this length; longer ones point into their text

function detach(token: string): string {
  return token.length > LONGEST_COPIED ? token.split('').join('') : token
}

/** A term and where its word stands in the text, as offsets (UTF-16). */
export type PlacedTerm = { term: string; start: number; end: number }

/** The terms of a text in order, stop words among them: the place in the list is the position that phrases count. */
export function analyse(text: string): PlacedTerm[] {
  const placed: PlacedTerm[] = []
  forEachToken(text, (token, start, end) => placed.push({ term: toTerm(token), start, end }))
  return placed
}
