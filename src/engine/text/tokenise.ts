import { LETTER, SEPARATOR, UNSPACED, kindAt, kindOf } from './letters.ts'
import { readWord } from './read-word.ts'

/** The longest token, in letters; the rest of a longer word is dropped. */
export const LONGEST_TOKEN = 64

/**
 * Sees one token: lower case, without diacritics, 1 to 64 letters. `start` and `end` are offsets (UTF-16) into the text
 * that was given, so `text.slice(start, end)` is the word as it is shown.
 */
export type TokenVisitor = (token: string, start: number, end: number) => void

const ASCII_KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindOf(code))

/**
 * Takes a text apart into tokens, in order. Any text is safe: half characters, control characters, a word of a megabyte.
 *
 * Words are runs of letters and digits, so a hyphenated word is its parts. Kept whole: decimals (3.1), C++, C#, letters
 * written in TeX (`Poincar\'e`), formulas of substances (`CO$_2$`). TeX commands are no words, except the names of Greek
 * letters. Apostrophes vanish, and a final 's with them. Chinese, Japanese and Korean come in overlapping pairs.
 */
export function forEachToken(text: string, visit: TokenVisitor): void {
  // Only this letter grows when its case changes; without it offsets stay those of the text.
  const lower = (text.includes('\u0130') ? text.replaceAll('\u0130', 'i') : text).toLowerCase()
  let at = 0
  while (at < lower.length) {
    const code = lower.charCodeAt(at)
    const kind = code < 128 ? ASCII_KINDS[code]! : kindAt(lower, at)
    if (kind === SEPARATOR) at++
    else if (kind === UNSPACED) at = visitPairs(lower, at, visit)
    else at = visitWord(lower, at, visit)
  }
}

function visitWord(lower: string, start: number, visit: TokenVisitor): number {
  let end = start
  let kind = LETTER
  for (; end < lower.length && kind === LETTER; end++) {
    const code = lower.charCodeAt(end)
    kind = code < 128 ? ASCII_KINDS[code]! : UNSPACED
    if (kind !== LETTER) break
  }
  if (end > start && (end === lower.length || kind === SEPARATOR)) {
    visit(lower.slice(start, Math.min(end, start + LONGEST_TOKEN)), start, end)
    return end
  }
  const word = readWord(lower, start, LONGEST_TOKEN)
  if (word.token !== '') visit(word.token, start, word.end)
  return word.next
}

function visitPairs(lower: string, start: number, visit: TokenVisitor): number {
  let last = start
  let at = start + lengthAt(lower, start)
  for (; at < lower.length && kindAt(lower, at) === UNSPACED; at += lengthAt(lower, at)) {
    const end = at + lengthAt(lower, at)
    visit(lower.slice(last, end).normalize('NFKC'), last, end)
    last = at
  }
  if (last === start) visit(lower.slice(start, at).normalize('NFKC'), start, at)
  return at
}

function lengthAt(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1
}
