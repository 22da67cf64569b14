import { mixNumbers, type SeededRandom } from './random.ts'
import { METHOD_ENDINGS, SYLLABLE_ENDS, SYLLABLE_MIDDLES, SYLLABLE_STARTS } from './words/name-parts.ts'
import { TECHNICAL_PREFIXES, TECHNICAL_STEMS, TECHNICAL_SUFFIXES } from './words/general-words.ts'

const starts = SYLLABLE_STARTS.split('|')
const middles = SYLLABLE_MIDDLES.split('|')
const ends = SYLLABLE_ENDS.split('|')
const methodEndings = METHOD_ENDINGS.split('|')
const prefixes = TECHNICAL_PREFIXES.split(/\|\s*/)
const stems = TECHNICAL_STEMS.split(/\|\s*/)
const suffixes = TECHNICAL_SUFFIXES.split(/\|\s*/)

/** How many technical adjectives there are: `toTechnicalWord` takes 0 to this - 1. */
export const TECHNICAL_WORD_COUNT = prefixes.length * stems.length * suffixes.length

/** A made-up name in lower case, always the same for a number: "korvath". Two or three syllables. */
export function toCoinedName(number: number): string {
  const name = toSyllable(mixNumbers(number, 1)) + toSyllable(mixNumbers(number, 2))
  return name.length < 5 ? name + toSyllable(mixNumbers(number, 3)) : name
}

/** As `toCoinedName`, with a capital. */
export function toProperName(number: number): string {
  const name = toCoinedName(number)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** A made-up name of a method, as people write them: "VELDRA", "KorvaNet", "Sodrel-7B". */
export function coinMethodName(random: SeededRandom): string {
  const name = toProperName(random.bits(31))
  const style = random.below(10)
  if (style < 4) return name.toUpperCase()
  if (style < 8) return name + methodEndings[random.below(methodEndings.length)]!
  return style === 8 ? `${name}-${1 + random.below(70)}B` : name
}

/** A technical adjective, always the same for a number: "hyperlaminoid". */
export function toTechnicalWord(number: number): string {
  const stem = Math.floor(number / prefixes.length)
  const suffix = Math.floor(stem / stems.length)
  return prefixes[number % prefixes.length]! + stems[stem % stems.length]! + suffixes[suffix % suffixes.length]!
}

function toSyllable(number: number): string {
  const middle = Math.floor(number / starts.length)
  const end = Math.floor(middle / middles.length)
  return starts[number % starts.length]! + middles[middle % middles.length]! + ends[end % ends.length]!
}
