/**
 * One or more words as they stand in a sentence, at its beginning, in a title, and after "a" or "an". `stem` is the
 * beginning of the longest part of a hyphenated word: what would sound twice beside a word of the same stem.
 */
export type Phrase = { plain: string; capital: string; titled: string; article: 'a' | 'an'; stem: string }

const SMALL_WORDS = new Set('a an the of for in on with and or to via by from as at under over be their its'.split(' '))
// Words that begin with the letter of a vowel and the sound of a consonant.
const HARD_VOWELS = /^(?:uni[^nm]|uses?|util|euro|eu[lr]|one|once)/i
const STEM_LENGTH = 6
const VOWELS = /^[aeiou]/i

/** Reads a list of phrases parted by "|"; white space around the bars is not part of them. */
export function parsePhrases(text: string): Phrase[] {
  return text.split('|').map((phrase) => toPhrase(phrase.trim()))
}

/** The forms of a phrase. */
export function toPhrase(plain: string): Phrase {
  const article = VOWELS.test(plain) && !HARD_VOWELS.test(plain) ? 'an' : 'a'
  return { plain, capital: toCapital(plain), titled: toTitleCase(plain), article, stem: toStem(plain) }
}

/** A name that has capitals of its own: one form for every place. Cheaper than `toPhrase`. */
export function toNamePhrase(name: string): Phrase {
  return { plain: name, capital: name, titled: name, article: startsWithVowel(name) ? 'an' : 'a', stem: name }
}

function toStem(text: string): string {
  return text
    .split('-')
    .reduce((longest, part) => (part.length > longest.length ? part : longest))
    .slice(0, STEM_LENGTH)
}

function startsWithVowel(text: string): boolean {
  const letter = text.charCodeAt(0) | 32
  return letter === 97 || letter === 101 || letter === 105 || letter === 111 || letter === 117
}

/** As `toPhrase`, for one word in lower case and without accents: cheaper. */
export function toWordPhrase(word: string): Phrase {
  const capital = toCapital(word)
  return { plain: word, capital, titled: capital, article: startsWithVowel(word) ? 'an' : 'a', stem: word }
}

/** Capitals for the words of a title but the small ones and those that hold TeX. */
export function toTitleCase(text: string): string {
  return text
    .split(' ')
    .map((word) => (SMALL_WORDS.has(word) || /[$\\]/.test(word) ? word : toCapitalParts(word)))
    .join(' ')
}

/** The text with its first letter as a capital; text that begins with TeX is left alone. */
function toCapital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function toCapitalParts(word: string): string {
  return word
    .split('-')
    .map((part) => (SMALL_WORDS.has(part) ? part : toCapital(part)))
    .join('-')
}
