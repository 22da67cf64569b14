import { type TokenVisitor, LONGEST_TOKEN, forEachToken } from './tokenise.ts'

const LONGEST_GAP = 3 // "$k$-means": the hyphen with the ends of formulas around it
const JOINERS = /^[$}]?[-&\u2010\u2011][${]?$/
const SPACE = 32
const BEGINS_WITH_DIGIT = /^[0-9]/

type Part = { token: string; start: number; end: number }
type Pair = { letters: string; start: number; end: number; isNumbered: boolean }

/**
 * As `forEachToken`, and after all of a text's tokens its compounds: hyphenated words written as one, so that
 * "pre-training" is found by "pretraining", "GPT-4" by "gpt4" and "Q&A" by "QA". They come last so that tokens that stand
 * next to each other in the text also do in the sequence of tokens.
 *
 * Words of two parts are joined; of longer ones, which nobody writes as one, a number and the word before it ("llama3.1" of
 * "LLaMA-3.1-8B"). Never digits alone.
 *
 * @param visit sees the tokens, with their offsets
 * @param visitCompound sees the compounds, at most 64 letters each; `visit` if absent
 */
export function forEachIndexToken(text: string, visit: TokenVisitor, visitCompound = visit): void {
  const pairs: Pair[] = []
  let lastToken = ''
  let [lastStart, lastEnd, partCount] = [0, text.length, 0]
  forEachToken(text, (token, start, end) => {
    if (isJoined(text, lastEnd, start)) {
      addPair(pairs, { token: lastToken, start: lastStart, end: lastEnd }, { token, start, end }, ++partCount)
    } else partCount = 1
    lastToken = token
    lastStart = start
    lastEnd = end
    visit(token, start, end)
  })
  for (const { letters, start, end } of pairs) {
    if (letters.length <= LONGEST_TOKEN && /[^0-9.]/.test(letters)) visitCompound(letters, start, end)
  }
}

function isJoined(text: string, end: number, start: number): boolean {
  const gap = start - end
  if (gap < 1 || gap > LONGEST_GAP) return false
  const code = text.charCodeAt(end)
  // Nearly every gap is a space; no expression need look at it.
  return code !== SPACE && JOINERS.test(text.slice(end, start))
}

function addPair(pairs: Pair[], first: Part, second: Part, count: number): void {
  const isNumbered = BEGINS_WITH_DIGIT.test(second.token) && !BEGINS_WITH_DIGIT.test(first.token)
  // A third part tells that the first two were no whole word.
  if (count === 3 && pairs.at(-1)?.isNumbered === false) pairs.pop()
  if (count === 2 || isNumbered) {
    pairs.push({ letters: first.token + second.token, start: first.start, end: second.end, isNumbered })
  }
}
