import { LETTER, SEPARATOR, SPECIAL, UNSPACED, kindAt, kindOf } from './letters.ts'
import { readWord } from './read-word.ts'
import { HASH_BASIS, addToHash } from './token-table.ts'

/** The longest token, in letters; the rest of a longer word is dropped. */
export const LONGEST_TOKEN = 64

/**
 * Sees one token: lower case, without diacritics, 1 to 64 letters. `start` and `end` are offsets (UTF-16) into the text
 * that was given, so `text.slice(start, end)` is the word as it is shown.
 */
export type TokenVisitor = (token: string, start: number, end: number) => void

const ASCII_KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindOf(code))
/** A letter or digit of ASCII in lower case; 0 for all else. */
const LOWER = ASCII_KINDS.map((kind, code) =>
  kind === LETTER ? String.fromCharCode(code).toLowerCase().charCodeAt(0) : 0,
)
const [BACKSLASH, FULL_STOP, COMMA, DIGIT_0, DIGIT_9] = [92, 46, 44, 48, 57]

/**
 * Takes a text apart into tokens, in order. Any text is safe: half characters, control characters, a word of a megabyte.
 *
 * Words are runs of letters and digits, so a hyphenated word is its parts. Kept whole: decimals (3.1), C++, C#, letters
 * written in TeX (`Poincar\'e`), formulas of substances (`CO$_2$`). TeX commands are no words, except the names of Greek
 * letters. Apostrophes vanish, and a final 's with them. Chinese, Japanese and Korean come in overlapping pairs.
 */
export function forEachToken(text: string, visit: TokenVisitor): void {
  const cursor = new TokenCursor()
  cursor.open(text)
  while (cursor.next()) visit(cursor.token, cursor.start, cursor.end)
}

/** Goes through the tokens that `forEachToken` tells of, and cuts none out that is not asked for. */
export class TokenCursor {
  text = ''
  /** Where the token at hand stands. */
  start = 0
  end = 0
  /** The token, where it is not plain: '' for one that is, whose `letters` are `length` and have the hash `hash`. */
  spelt = ''
  readonly letters = new Uint8Array(LONGEST_TOKEN)
  length = 0
  hash = 0
  #lower: string | undefined
  #at = 0
  #isInPairs = false

  /** Stands before the first token of a text. */
  open(text: string): void {
    this.text = text
    this.#lower = undefined
    this.#at = 0
  }

  get token(): string {
    if (this.spelt !== '') return this.spelt
    return this.text.slice(this.start, this.start + this.length).toLowerCase()
  }

  /** Goes to the next token. @returns whether there is one */
  next(): boolean {
    const { text } = this
    while (this.#at < text.length) {
      const code = text.charCodeAt(this.#at)
      if (code < 128 && LOWER[code] !== 0 ? this.#readPlain() || this.#readAny() : this.#readOther(code)) return true
    }
    return false
  }

  /** Nearly every word: letters of ASCII, and nothing after them that could belong to it. */
  #readPlain(): boolean {
    const { text, letters } = this
    const start = this.#at
    let hash = HASH_BASIS
    let length = 0
    let code = 0
    let end = start
    for (; end < text.length; end++) {
      code = text.charCodeAt(end)
      const letter = code < 128 ? LOWER[code]! : 0
      if (letter === 0) break
      if (length === LONGEST_TOKEN) continue
      letters[length++] = letter
      hash = addToHash(hash, letter)
    }
    if (end < text.length && !isEnd(code, letters[length - 1]!)) return false
    this.hash = hash
    this.length = length
    this.spelt = ''
    this.start = start
    this.end = this.#at = end
    return true
  }

  #readOther(code: number): boolean {
    const kind = code < 128 ? ASCII_KINDS[code]! : kindAt(this.#lowered(), this.#at)
    if (kind === UNSPACED) return this.#readPair()
    // A special sign but this one means something only after a letter.
    if (kind !== SEPARATOR && (kind !== SPECIAL || code === BACKSLASH)) return this.#readAny()
    this.#at++
    return false
  }

  #readAny(): boolean {
    const { token, end, next } = readWord(this.#lowered(), this.#at, LONGEST_TOKEN)
    this.spelt = token
    this.start = this.#at
    this.end = end
    this.#at = next
    return token !== ''
  }

  /** A letter of a script without spaces and the one after it; one that stands alone, alone. */
  #readPair(): boolean {
    const lower = this.#lowered()
    const start = this.#at
    const middle = start + lengthAt(lower, start)
    const isPair = middle < lower.length && kindAt(lower, middle) === UNSPACED
    const isToken = isPair || !this.#isInPairs
    this.#isInPairs = isPair
    this.#at = middle
    if (!isToken) return false
    this.start = start
    this.end = isPair ? middle + lengthAt(lower, middle) : middle
    this.spelt = lower.slice(start, this.end).normalize('NFKC')
    return true
  }

  /** The text in lower case, with its offsets. */
  #lowered(): string {
    // Only this letter grows when its case changes; without it offsets stay those of the text.
    const { text } = this
    return (this.#lower ??= (text.includes('\u0130') ? text.replaceAll('\u0130', 'i') : text).toLowerCase())
  }
}

/** Whether a word of letters ends before this sign. A point or comma may go on with a number. */
function isEnd(code: number, last: number): boolean {
  if (code === FULL_STOP || code === COMMA) return last < DIGIT_0 || last > DIGIT_9
  return code < 128 && ASCII_KINDS[code] === SEPARATOR
}

function lengthAt(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1
}
