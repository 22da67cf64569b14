import { toTerm } from '../text/analyzer.ts'
import { isStopWord } from '../text/stop-words.ts'
import { forEachToken } from '../text/tokenise.ts'

/** Words or pairs of words of a text, by their terms, each as it is written there. */
export type WrittenWords = ReadonlyMap<string, string>

const JOINS_PAIR = /^[ -]$/
const HOLDS_LETTERS = /\p{L}{2}/u

/** The words of a text that could name what it is about, and the pairs of such words that stand together. */
export function listWords(text: string): WrittenWords {
  const found = new Map<string, string>()
  let last: { term: string; start: number; end: number } | undefined
  forEachToken(text, (token, start, end) => {
    if (isStopWord(token) || !HOLDS_LETTERS.test(token)) {
      last = undefined
      return
    }
    const term = toTerm(token)
    if (!found.has(term)) found.set(term, toWritten(text.slice(start, end)))
    if (last && last.term !== term && JOINS_PAIR.test(text.slice(last.end, start))) {
      const pair = `${last.term} ${term}`
      const joint = text.slice(last.end, start)
      const written = `${toWritten(text.slice(last.start, last.end))}${joint}${toWritten(text.slice(start, end))}`
      if (!found.has(pair)) found.set(pair, written)
    }
    last = { term, start, end }
  })
  return found
}

/** In lower case, but "LLM", "ViT" and "BERT" stay as they are: a capital at the beginning alone says nothing. */
function toWritten(word: string): string {
  return /\p{Lu}/u.test(word.slice(1)) ? word : word.toLowerCase()
}
