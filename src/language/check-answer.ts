import type { DigestLanguage } from '../domain/language-server.ts'
import { readNumbers } from './read-numbers.ts'
import { TONGUES } from './tongues.ts'

/** What an answer is held against: all that the model was shown, in English as abstracts are, and how long it may be. */
export type Measure = { source: string; language: DigestLanguage; mostLetters: number }

const LEAST_LETTERS = 20
const MOST_SENTENCES = 2
// Lone marks, invisible letters and those that turn the order of others; pictures.
const UNFIT = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Extended_Pictographic}\ufffd]/u
const MARKUP = /[*_`#|[\]{}\\<>$]/
const LINK = /:\/\/|\bwww\.|\bmailto:|@(?!\d)|[\p{L}\d-]+\.\p{L}{2,}/iu
/** Mail programs take the full stop of Chinese and Japanese for a dot, as domains may have it: "evil。com". */
const WIDE_LINK = /[a-z\d-]。[a-z]{2,}/i
const END = /[.!?…。!?](?:["”’»」)])?$/u
/** Abbreviations of their own language for words that the source writes in full. */
const OWN_ACRONYMS: readonly string[] = ['ai', 'ki', 'ia']
const LEAST_SHARED = 0.5

/**
 * Why an answer must not be shown, as the end of a sentence about it; `undefined` where nothing is wrong that can be told:
 * its length, its language, no markup and no links, and no number, name in capitals or formula that the source lacks. That
 * what it says is true, no check can tell.
 */
export function findAnswerFault(answer: string, { source, language, mostLetters }: Measure): string | undefined {
  if (answer.length < LEAST_LETTERS && !isDense(language)) return 'is too short'
  if (answer.length < 5) return 'is too short'
  if (answer.length > mostLetters) return 'is too long'
  if (UNFIT.test(answer) || /^[-–—•]/.test(answer)) return 'holds signs that no plain text has'
  if (isLinked(answer.normalize('NFKC'))) return 'holds a link'
  if (!END.test(answer)) return 'does not end with a sentence'
  if (countSentences(answer, language) > MOST_SENTENCES) return `has more than ${MOST_SENTENCES} sentences`
  if (!isWrittenIn(answer, language)) return `is not written in ${TONGUES[language].name}`
  return findStrange(answer, source, language)
}

/** Whether a text, its letters in their common form, has what mail programs make a link of. */
function isLinked(text: string): boolean {
  return LINK.test(text) || WIDE_LINK.test(text)
}

function findStrange(answer: string, source: string, language: DigestLanguage): string | undefined {
  const known = new Set(source.split(/\s+/))
  if (answer.split(/\s+/).some((part) => MARKUP.test(part) && !known.has(part))) return 'holds markup'
  const numbers = readNumbers(source, TONGUES.en)
  for (const number of readNumbers(answer, TONGUES[language])) {
    if (!numbers.has(number)) return `speaks of ${number}, which the abstract does not`
  }
  const words = toWords(source)
  const name = (answer.match(/[\p{Script=Latin}\d]+/gu) ?? []).find(
    (part) => isName(part, language) && !has(words, part),
  )
  if (name !== undefined) return `names ${name}, which the abstract does not`
  if (language === 'en' && countShared(answer, words) < LEAST_SHARED) return 'speaks of something else'
  return undefined
}

/** Whether a part of a text is written as names are: "GPT4", "BERT", "ImageNet"; beside other scripts, any Latin word. */
function isName(part: string, language: DigestLanguage): boolean {
  if (OWN_ACRONYMS.includes(part.toLowerCase())) return false
  if (isDense(language)) return /\p{L}{2,}/u.test(part)
  return /\p{Lu}.*\p{Lu}|\p{Ll}\p{Lu}|\p{L}.*\d|\d.*\p{L}{2}/u.test(part)
}

function has(words: ReadonlySet<string>, part: string): boolean {
  const word = part.toLowerCase()
  return words.has(word) || words.has(word.replace(/s$/, '')) || words.has(`${word}s`)
}

function toWords(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\d]+/gu))
}

/** Which part of the telling words of an English answer begins as some word of the source does: 0..1. */
function countShared(answer: string, words: ReadonlySet<string>): number {
  const begins = new Set([...words].map((word) => word.slice(0, 5)))
  const telling = [...toWords(answer)].filter((word) => word.length > 4 && !TONGUES.en.common.has(word))
  return telling.length === 0 ? 0 : telling.filter((word) => begins.has(word.slice(0, 5))).length / telling.length
}

function countSentences(text: string, language: DigestLanguage): number {
  return [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)].length
}

/** Whether a language says much in few letters, and has no spaces. */
function isDense(language: DigestLanguage): boolean {
  return language === 'zh' || language === 'ja'
}

function isWrittenIn(text: string, language: DigestLanguage): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const share = (script: RegExp): number => (text.match(script)?.length ?? 0) / letters
  const kana = share(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)
  if (language === 'ja') return kana >= 0.15
  if (language === 'zh') return kana === 0 && share(/\p{Script=Han}/gu) >= 0.4
  return share(/\p{Script=Latin}/gu) >= 0.9 && hasMostWordsOf(text, language)
}

/** Whether the text has words that its language needs, and no other language has more of its own in it. */
function hasMostWordsOf(text: string, language: DigestLanguage): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const count = (tag: DigestLanguage): number => words.filter((word) => TONGUES[tag].common.has(word)).length
  const own = count(language)
  if (own < Math.max(2, words.length / 8)) return false
  return (Object.keys(TONGUES) as DigestLanguage[]).every((other) => count(other) <= own)
}
