import { toTerm } from '../../engine/text/analyzer.ts'
import { forEachIndexToken } from '../../engine/text/compounds.ts'

/**
 * Terms of an index as a text writes them when it first does: "retriev" as "Retrieval". A reader knows words, not stems,
 * nor commands of TeX: "\log" is "log".
 * A term that is not in the text stays as it is.
 */
export function toWords(terms: readonly string[], text: string): string[] {
  const wanted = new Set(terms)
  const words = new Map<string, string>()
  forEachIndexToken(text, (token, start, end) => {
    const term = toTerm(token)
    if (wanted.has(term) && !words.has(term)) words.set(term, text.slice(start, end).replace(/^\\/, ''))
  })
  return terms.map((term) => toPlainCase(words.get(term) ?? term))
}

/** As within a sentence: only names such as "BERT" and "LoRA" keep their capitals. */
function toPlainCase(word: string): string {
  return /^\p{Lu}[\p{Ll}-]+$/u.test(word) ? word.toLowerCase() : word
}
