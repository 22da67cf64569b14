import { LONGEST_TOKEN, TokenCursor, type TokenVisitor } from './tokenise.ts'

const LONGEST_GAP = 3 // "$k$-means": the hyphen with the ends of formulas around it
const JOINERS = /^[$}]?[-&\u2010\u2011][${]?$/
const [SPACE, COMMA, FULL_STOP] = [32, 44, 46]
const BEGINS_WITH_DIGIT = /^[0-9]/

type Compound = { letters: string; start: number; end: number; isNumbered: boolean }

/**
 * As `forEachToken`, and after all of a text's tokens its compounds: hyphenated words written as one, so that
 * "pre-training" is found by "pretraining", "GPT-4" by "gpt4" and "Q&A" by "QA". They come last so that tokens that stand
 * next to each other in the text also do in the sequence of tokens.
 *
 * Words of two parts are joined; of longer ones, which nobody writes as one, a number and the word before it ("llama3.1" of
 * "LLaMA-3.1-8B"). Never digits alone.
 *
 * @param visit sees the tokens, with their offsets
 * @param visitCompound sees the compounds; `visit` if absent
 */
export function forEachIndexToken(text: string, visit: TokenVisitor, visitCompound = visit): void {
  const cursor = new TokenCursor()
  const compounds = new CompoundFinder()
  let before = ''
  cursor.open(text)
  compounds.open(text)
  while (cursor.next()) {
    const { token, start, end } = cursor
    if (compounds.isJoined(start, end)) compounds.join(before, token)
    visit(token, start, end)
    before = token
  }
  for (const { letters, start, end } of compounds.list()) visitCompound(letters, start, end)
}

/** Finds the compounds of a text while its tokens are gone through. */
export class CompoundFinder {
  #text = ''
  #found: Compound[] = []
  #partCount = 0
  // Of the token before and of the one at hand.
  #startBefore = 0
  #start = 0
  #end = 0

  /** Begins with another text. */
  open(text: string): void {
    this.#text = text
    this.#end = text.length
    if (this.#found.length > 0) this.#found = []
  }

  /** Goes to the next token; none may be left out. @returns whether it and the one before are parts of one word */
  isJoined(start: number, end: number): boolean {
    const isJoined = areJoined(this.#text, this.#end, start)
    if (!isJoined) this.#partCount = 1
    this.#startBefore = this.#start
    this.#start = start
    this.#end = end
    return isJoined
  }

  /** Takes note of two parts of one word: the token before and the one at hand. */
  join(before: string, token: string): void {
    const count = ++this.#partCount
    const isNumbered = BEGINS_WITH_DIGIT.test(token) && !BEGINS_WITH_DIGIT.test(before)
    // A third part tells that the first two were no whole word.
    if (count === 3 && this.#found.at(-1)?.isNumbered === false) this.#found.pop()
    if (count === 2 || isNumbered) {
      this.#found.push({ letters: before + token, start: this.#startBefore, end: this.#end, isNumbered })
    }
  }

  /** The compounds of what was gone through: at most 64 letters each, and never digits alone. */
  list(): readonly Compound[] {
    if (this.#found.length === 0) return this.#found
    return this.#found.filter(({ letters }) => letters.length <= LONGEST_TOKEN && /[^0-9.]/.test(letters))
  }
}

function areJoined(text: string, end: number, start: number): boolean {
  const gap = start - end
  if (gap < 1 || gap > LONGEST_GAP) return false
  const code = text.charCodeAt(end)
  // Nearly every gap begins with one of these; no expression need look at it.
  return code !== SPACE && code !== COMMA && code !== FULL_STOP && JOINERS.test(text.slice(end, start))
}
