import { toMathml } from '../../platform/tex/to-mathml.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '{\\textbackslash}',
  // Not \{ and \}: BibTeX counts braces whatever stands before them.
  '{': '{\\textbraceleft}',
  '}': '{\\textbraceright}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '{\\textasciicircum}',
  '~': '{\\textasciitilde}',
}

/** Plain text as TeX that sets the same letters: nothing in it is a command, and its braces are balanced. */
export function escapeTex(text: string): string {
  return text.replace(/[\\{}$&#%_^~]/g, (letter) => SPECIAL[letter] ?? letter)
}

/** A piece of a text: mathematics with its dollar signs, or what stands between. */
type TexPiece = { math: boolean; text: string }

/**
 * Cuts a text at its formulas. Only `$…$` whose braces are balanced, which TeX cannot run out of, and which is known to
 * hold mathematics alone is one: whoever sets the citation runs what commands it holds.
 */
function cutFormulas(text: string): TexPiece[] {
  const pieces: TexPiece[] = []
  let end = 0
  for (const { 0: formula, index } of text.matchAll(/(?<!\\)\$(?!\s)[^$]*[^$\\\s]\$(?!\d)/g)) {
    if (!isClosed(formula) || !isMathematics(formula.slice(1, -1))) continue
    if (index > end) pieces.push({ math: false, text: text.slice(end, index) })
    pieces.push({ math: true, text: formula })
    end = index + formula.length
  }
  if (end < text.length) pieces.push({ math: false, text: text.slice(end) })
  return pieces
}

/** Braces are counted as BibTeX counts them; an unescaped percent sign would swallow the rest of the line. */
function isClosed(formula: string): boolean {
  let depth = 0
  for (const letter of formula) {
    if (letter === '{') depth++
    if (letter === '}' && --depth < 0) return false
  }
  return depth === 0 && !/(?<!\\)[%#&]/.test(formula)
}

/** What a page leaves out of a formula before it reads the rest, and letters that TeX reads as other letters. */
const UNREAD = /\\(?:label|tag|unicode)(?![a-zA-Z])|\^\^/

/** A page refuses every command but those of mathematics. */
function isMathematics(tex: string): boolean {
  return !UNREAD.test(tex) && toMathml(tex, false) !== undefined
}

const LETTER_AFTER_FIRST = /^.+\p{Lu}/u
const CAPITALISED = /^[\p{P}\p{S}]*\p{Lu}/u

/**
 * A title as BibTeX has it: formulas as they are, the rest escaped, in braces whatever must keep its capitals.
 *
 * Those are words with a capital beyond the first letter (LLM, mT5), and in a title that is written like a sentence also
 * names. A title in which most words begin with a capital says nothing about names: there the style decides.
 */
export function toTexTitle(title: string): string {
  const pieces = cutFormulas(title)
  const words = pieces.flatMap(({ math, text }) => (math ? [] : text.split(' ')))
  const isSentence = isLikeSentence(words)
  let isFirst = true
  const protect = (word: string): string => {
    const escaped = escapeTex(word)
    const keeps = LETTER_AFTER_FIRST.test(word) || (isSentence && !isFirst && CAPITALISED.test(word))
    if (word !== '') isFirst = false
    return keeps ? `{${escaped}}` : escaped
  }
  return pieces
    .map(({ math, text }) => (math ? `{${text}}` : toEdgedPlain(text).split(' ').map(protect).join(' ')))
    .join('')
}

/** Plain text, with the spaces that part it from formulas. */
function toEdgedPlain(text: string): string {
  return `${text.startsWith(' ') ? ' ' : ''}${toPlainText(text)}${text.trim() !== '' && text.endsWith(' ') ? ' ' : ''}`
}

function isLikeSentence(words: readonly string[]): boolean {
  const long = words.slice(1).filter((word) => /^\p{L}{4,}/u.test(word) && !LETTER_AFTER_FIRST.test(word))
  return long.filter((word) => CAPITALISED.test(word)).length * 2 <= long.length
}
