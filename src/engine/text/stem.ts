import { replaceSuffix, type Suffixes } from './suffixes.ts'

const VOWEL = /[aeiouy]/
const NOT_VOWEL = '[^aeiouy]'
// A first region may begin sooner than the rule says, so that "generate" and "general" stay apart.
const FIRST_REGION = new RegExp(`^(?:gener|commun|arsen|past|univers|later|emerg|organ|inter|.*?[aeiouy]${NOT_VOWEL})`)
const NEXT_REGION = new RegExp(`^.*?[aeiouy]${NOT_VOWEL}`)
const SHORT_SYLLABLE = new RegExp(`(?:${NOT_VOWEL}[aeiouy][^aeiouywxY]|^[aeiouy]${NOT_VOWEL}|past)$`)
const DOUBLED = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/

const EXCEPTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    skis: 'ski',
    skies: 'sky',
    idly: 'idl',
    gently: 'gentl',
    ugly: 'ugli',
    early: 'earli',
    only: 'onli',
    singly: 'singl',
    sky: 'sky',
    news: 'news',
    howe: 'howe',
    atlas: 'atlas',
    cosmos: 'cosmos',
    bias: 'bias',
    andes: 'andes',
  }),
)
const WHOLE_GERUNDS = /^(?:inn|out|cann|herr|earr|even)ing$/

// Steps 2 to 4: the longest suffix that fits is the one that counts, whether or not its region allows the change.
const STEP_2: Suffixes = [
  ['ational', 'ate'],
  ['ization', 'ize'],
  ['fulness', 'ful'],
  ['iveness', 'ive'],
  ['ousness', 'ous'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['fulli', 'ful'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['ogist', 'og'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
  ['ogi', 'og', /l$/],
  ['li', '', /[cdeghkmnrt]$/],
]
const STEP_3: Suffixes = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ative', '', 'second region'],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
]
const STEP_4: Suffixes = [
  ['ement', ''],
  ['ance', ''],
  ['ence', ''],
  ['able', ''],
  ['ible', ''],
  ['ment', ''],
  ['ant', ''],
  ['ent', ''],
  ['ism', ''],
  ['ate', ''],
  ['iti', ''],
  ['ous', ''],
  ['ive', ''],
  ['ize', ''],
  ['ion', '', /[st]$/],
  ['al', ''],
  ['er', ''],
  ['ic', ''],
]

/**
 * The stem of an English word: Porter2 as of Snowball 3, by the steps of its description.
 *
 * Departs from it in one thing: apostrophes are not looked for, since tokens hold none.
 * Source: https://snowballstem.org/algorithms/english/stemmer.html
 *
 * @param word a token: lower case. What is no English word (digits, other scripts) is left alone or loses an `s`.
 */
export function stem(word: string): string {
  if (word.length < 3) return word
  const exception = EXCEPTIONS.get(word)
  if (exception !== undefined) return exception
  const marked = markConsonantY(word)
  const first = FIRST_REGION.exec(marked)?.[0].length ?? marked.length
  const second = first + (NEXT_REGION.exec(marked.slice(first))?.[0].length ?? marked.length - first)
  const regions = { first, second }
  let rest = dropPlural(marked)
  rest = dropPast(rest, first)
  rest = rest.replace(/(?<=.[^aeiouy])[yY]$/, 'i')
  rest = replaceSuffix(rest, STEP_2, first, second)
  rest = replaceSuffix(rest, STEP_3, first, second)
  rest = replaceSuffix(rest, STEP_4, second, second)
  return dropLastLetter(rest, regions).toLowerCase()
}

/** A `y` that begins the word or follows a vowel is a consonant, written `Y` until the end. */
function markConsonantY(word: string): string {
  if (!word.includes('y')) return word
  let marked = word.startsWith('y') ? 'Y' : word.charAt(0)
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at)
    marked += letter === 'y' && VOWEL.test(marked.charAt(at - 1)) ? 'Y' : letter
  }
  return marked
}

/** Step 1a. */
function dropPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (word.endsWith('ies') || word.endsWith('ied')) return word.slice(0, word.length > 4 ? -2 : -1)
  if (!word.endsWith('s') || word.endsWith('us') || word.endsWith('ss')) return word
  return VOWEL.test(word.slice(0, -2)) ? word.slice(0, -1) : word
}

/** Step 1b. */
function dropPast(word: string, firstRegion: number): string {
  const suffix = /(?:eed(?:ly)?|ed(?:ly)?|ing(?:ly)?)$/.exec(word)?.[0]
  if (suffix === undefined) return word
  const rest = word.slice(0, -suffix.length)
  if (suffix.startsWith('ee')) {
    if (/^(?:proc|exc|succ)$/.test(rest)) return word
    return rest.length >= firstRegion ? `${rest}ee` : word
  }
  if (suffix === 'ing') {
    if (/^[^aeiouy]y$/.test(rest)) return `${rest.charAt(0)}ie`
    if (WHOLE_GERUNDS.test(word)) return word
  }
  return VOWEL.test(rest) ? mendEnd(rest, firstRegion) : word
}

/** What step 1b leaves is made a word again: "hopp" to "hop", "hop" to "hope". */
function mendEnd(rest: string, firstRegion: number): string {
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`
  if (DOUBLED.test(rest)) return /^[aeo]..$/.test(rest) ? rest : rest.slice(0, -1)
  return rest.length === firstRegion && SHORT_SYLLABLE.test(rest) ? `${rest}e` : rest
}

/** Step 5. */
function dropLastLetter(word: string, regions: { first: number; second: number }): string {
  const rest = word.slice(0, -1)
  if (word.endsWith('e')) {
    const isLong = rest.length >= regions.first && !SHORT_SYLLABLE.test(rest)
    return rest.length >= regions.second || isLong ? rest : word
  }
  return word.endsWith('ll') && rest.length >= regions.second ? rest : word
}
