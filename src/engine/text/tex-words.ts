import { isGreekName } from './fold.ts'

/** What a stretch of TeX adds to a word, and where it ends. */
export type TexLetters = { letters: string; end: number }

// All of these look at lower-cased text, so \H and \h are one.
const ACCENT = /\\(?:['"^~=.`]|[cvuhk]\s+|[uvhtcdbkr](?=\s*\{))(?:\{\s*)?(?:\\([ij])|(\p{L}))(?:\s*\})?/uy
const LETTER = /\\(ss|ae|oe|aa|[olij])(?![a-z])(?:\{\}|\s(?=[a-z]))?/y
const SCRIPT = /(?:\$\{?\}?[_^](?:\{\s*([0-9]{1,9})\s*\}|([0-9]))\$|\{?\}?[_^](?:\{\s*([0-9]{1,9})\s*\}|([0-9])))/y
const COMMAND = /\\([a-z]+)\*?/y
// Their first argument is no text of the paper.
const SILENT =
  /\\(?:cite[a-z]*|ref|eqref|cref|autoref|label|begin|end|color|textcolor|href|[vh]space|includegraphics|input)\*?(?:\[[^\]]{0,80}\])?\{[^{}]{0,200}\}/y

// Commands that are set as words.
const OPERATORS = new Set(
  'arg argmax argmin cos cosh cot deg det dim exp gcd hom inf ker lim liminf limsup ln log max min sin sinh sup tan tanh'.split(
    ' ',
  ),
)

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** A letter made with TeX at an offset: `\"o`, `\v{c}`, `\o`. `undefined` where there is none. */
export function readTexLetter(text: string, at: number): TexLetters | undefined {
  const accent = match(ACCENT, text, at)
  if (accent !== null) return { letters: accent[1] ?? accent[2]!, end: at + accent[0].length }
  const letter = match(LETTER, text, at)
  if (letter !== null) return { letters: letter[1] === 'aa' ? 'a' : letter[1]!, end: at + letter[0].length }
  return undefined
}

/** Digits set below or above a word: `_2`, `^{13}`, `$_2$`. `undefined` where there are none. */
export function readTexScript(text: string, at: number): TexLetters | undefined {
  const script = match(SCRIPT, text, at)
  if (script === null) return undefined
  return { letters: (script[1] ?? script[2] ?? script[3] ?? script[4])!, end: at + script[0].length }
}

/**
 * A command at an offset. The names of Greek letters and operators (`\alpha`, `\log`) are words, and so is `\ell`; every
 * other command adds nothing, and those that point elsewhere (`\cite{…}`) are passed with what they point to. Always ends
 * after `at`.
 */
export function readTexCommand(text: string, at: number): TexLetters {
  const silent = match(SILENT, text, at)
  if (silent !== null) return { letters: '', end: at + silent[0].length }
  const command = match(COMMAND, text, at)
  if (command === null) return { letters: '', end: at + 1 }
  const name = command[1]!.replace(/^var(?=[a-z]{2})/, '')
  const letters = name === 'ell' ? 'l' : isGreekName(name) || OPERATORS.has(name) ? name : ''
  return { letters, end: at + command[0].length }
}
