// Letters that Unicode does not take apart though readers type them as others.
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ŋ: 'n',
  ı: 'i',
  ȷ: 'j',
  ə: 'e',
}
const IS_PLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g')

const GREEK_LETTERS = 'αβγδεζηθικλμνξοπρσςτυφχψω'
const GREEK_NAMES =
  `alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi
  omega`.split(/\s+/)
const GREEK: ReadonlyMap<string, string> = new Map(
  GREEK_NAMES.map((name, place) => [GREEK_LETTERS.charAt(place), name]),
)
const GREEK_RUN = /[α-ω]+/g
const LONGEST_SYMBOL = 2

/** Whether a TeX command names a letter of the Greek alphabet. */
export function isGreekName(name: string): boolean {
  return GREEK_NAMES.includes(name)
}

/**
 * The letters a reader would type for a word: without diacritics, compatibility forms and ligatures; Greek letters that
 * stand alone or in twos by their names ("β" is "beta", as in TNF-β), longer Greek words as they are. Lower case.
 */
export function fold(word: string): string {
  const bare = word
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}.+#]/gu, '')
    .replace(IS_PLAIN, (letter) => PLAIN[letter]!)
    .replace(GREEK_RUN, (run) =>
      run.length > LONGEST_SYMBOL ? run : Array.from(run, (letter) => GREEK.get(letter)).join(''),
    )
  return bare.normalize('NFC').replace(/\.(?![0-9])|(?<![0-9])\./g, '')
}
