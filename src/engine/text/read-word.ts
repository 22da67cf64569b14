import { fold } from './fold.ts'
import { IGNORED, LETTER, SPECIAL, kindAt } from './letters.ts'
import { type TexLetters, readTexCommand, readTexLetter, readTexScript } from './tex-words.ts'

/** A word that took a closer look. `token` is '' where there was none; reading goes on at `next`, always further on. */
export type Word = { token: string; end: number; next: number }

/** What a special sign adds to a word; nothing comes after the last piece. */
type Piece = TexLetters & { isLast?: boolean }

/**
 * Reads the word at an offset by every rule there is: other scripts, TeX, apostrophes, decimals. Slower than the plain
 * case, which the tokenizer sees to itself.
 *
 * @param lower the text in lower case
 * @param longest how many letters are kept
 */
export function readWord(lower: string, start: number, longest: number): Word {
  let letters = ''
  let end = start
  let at = start
  while (at < lower.length) {
    const kind = kindAt(lower, at)
    if (kind === LETTER) {
      const letter = String.fromCodePoint(lower.codePointAt(at)!)
      at += letter.length
      end = at
      if (letters.length < longest) letters += letter
    } else if (kind === IGNORED) {
      at++
      if (letters !== '') end = at
    } else {
      const piece = kind === SPECIAL ? readSpecial(lower, at, letters) : undefined
      if (piece === undefined) break
      at = piece.end
      letters += piece.letters
      if (piece.letters !== '') end = at
      if (piece.isLast === true) break
    }
  }
  return { token: toToken(letters, longest), end, next: Math.max(at, start + 1) }
}

function toToken(letters: string, longest: number): string {
  const folded = /^[ -~]*$/.test(letters) ? letters : fold(letters)
  if (folded.length <= longest) return folded
  // Never half of a pair.
  return folded.slice(0, longest).replace(/[\ud800-\udbff]$/, '')
}

function readSpecial(text: string, at: number, letters: string): Piece | undefined {
  const sign = text[at]!
  if (sign === '\\') return readBackslash(text, at, letters)
  if (letters === '') return undefined
  if (sign === '.' || sign === ',') return readPoint(text, at, letters)
  if (sign === '+' || sign === '#') return readLanguage(text, at, letters)
  if (sign === '{' || sign === '}' || sign === '$' || sign === '_' || sign === '^') return readGroup(text, at, letters)
  return readApostrophe(text, at)
}

/** Letters and commands of TeX. */
function readBackslash(text: string, at: number, letters: string): Piece | undefined {
  const letter = readTexLetter(text, at)
  if (letter !== undefined) return letter
  if (letters !== '') return text[at + 1] === '-' ? { letters: '', end: at + 2 } : undefined
  const command = readTexCommand(text, at)
  return command.letters === '' ? { ...command, isLast: true } : command
}

/** 3.1 is one number, and so is 10,000. */
function readPoint(text: string, at: number, letters: string): Piece | undefined {
  if (!/[0-9]$/.test(letters)) return undefined
  const after = text.slice(at + 1, at + 5)
  if (text[at] === '.') return /^[0-9]/.test(after) ? { letters: '.', end: at + 1 } : undefined
  const isThousands = /^[0-9]{3}(?![0-9])/.test(after) && (/^[0-9]{1,3}$/.test(letters) || text[at - 4] === ',')
  return isThousands ? { letters: '', end: at + 1 } : undefined
}

/** C++ and C#. */
function readLanguage(text: string, at: number, letters: string): Piece | undefined {
  const sign = text[at] === '#' ? '#' : '++'
  const end = at + sign.length
  if (!/^[a-z]$/.test(letters) || !text.startsWith(sign, at) || text[end] === '+') return undefined
  return end < text.length && kindAt(text, end) === LETTER ? undefined : { letters: sign, end, isLast: true }
}

/** Braces inside a word vanish; small digits belong to it, but not to a number: 10^5 is no 105. */
function readGroup(text: string, at: number, letters: string): Piece | undefined {
  const script = /[0-9]$/.test(letters) ? undefined : readTexScript(text, at)
  if (script !== undefined) return script
  if (text[at] !== '{' && text[at] !== '}') return undefined
  const isInside = kindAt(text, at + 1) === LETTER || readTexLetter(text, at + 1) !== undefined
  return at + 1 < text.length && isInside ? { letters: '', end: at + 1 } : undefined
}

function readApostrophe(text: string, at: number): Piece | undefined {
  if (at + 1 >= text.length || kindAt(text, at + 1) !== LETTER) return undefined
  const isPossessive = text[at + 1] === 's' && (at + 2 >= text.length || kindAt(text, at + 2) !== LETTER)
  return isPossessive ? { letters: '', end: at + 2, isLast: true } : { letters: '', end: at + 1 }
}
