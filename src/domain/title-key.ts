import { toFingerprint } from './fingerprint.ts'

// What only changes how letters look. Pages lose the backslash, so the name alone counts too, but only before a brace.
const MARKUP = new RegExp(
  String.raw`\\?(?:` +
    'text(?:tt|bf|it|sc|rm|sf|sl|up|md|normal|superscript|subscript)?|math(?:bb|bf|cal|rm|frak|sf|tt|it|scr|ds|normal)' +
    String.raw`|emph|mbox|boldsymbol|operatorname|ensuremath|underline|uppercase|boxed|bm|pmb)\s*(?=\{)`,
  'g',
)
const OLD_SWITCH = /[\\{](?:rm|bf|it|sc|tt|em|sf|sl|cal)(?![A-Za-z])/g
// Letters under accents that are written as a letter: \c{c}, \v s, \H{o}. Other accents are punctuation and vanish so.
const LETTER_ACCENT = /\\[cvHukrbdt](?=\{\\?[A-Za-z]\}?| [A-Za-z])/g
const RING = /\\(?:aa|AA)(?![A-Za-z])/g
const VARIANT = /\\?var(?=(?:epsilon|theta|phi|rho|pi|sigma)(?![a-z]))/g
// Marks that belong to no script are accents and the like; those of one are its vowels. The last two are Japanese and
// make other letters.
const ACCENTS = /(?![\u3099\u309a])\p{Script=Inherited}/gu
/** No paper has a longer title, and to sort the marks on a letter takes time with the square of their number. */
const MOST_LETTERS = 2000
const UNUSUAL = /[^\x00-\x7f]|[\\{]/

/** Signs that TeX has a name for, and letters that Unicode does not take apart. */
const SPELT_OUT = new Map(
  Object.entries({
    α: 'alpha',
    β: 'beta',
    γ: 'gamma',
    δ: 'delta',
    ε: 'epsilon',
    ζ: 'zeta',
    η: 'eta',
    θ: 'theta',
    ι: 'iota',
    κ: 'kappa',
    λ: 'lambda',
    μ: 'mu',
    ν: 'nu',
    ξ: 'xi',
    π: 'pi',
    ρ: 'rho',
    σ: 'sigma',
    ς: 'sigma',
    τ: 'tau',
    υ: 'upsilon',
    φ: 'phi',
    χ: 'chi',
    ψ: 'psi',
    ω: 'omega',
    '×': 'times',
    '∞': 'infty',
    '°': 'circ',
    '∼': 'sim',
    '≤': 'leq',
    '≥': 'geq',
    '→': 'rightarrow',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    ł: 'l',
    ı: 'i',
    đ: 'd',
    ð: 'd',
    þ: 'th',
  }),
)
const SPELLABLE = new RegExp(`[${[...SPELT_OUT.keys()].join('')}]`, 'g')

/**
 * The fingerprint of a normalised title, 16 lower-case hexadecimal digits: the same for one title as arXiv, the Daily
 * Papers and their saved pages write it. Titles that differ only in punctuation, case or accents share it.
 */
export function toTitleKey(title: string): string {
  return toFingerprint(normaliseTitle(title))
}

/**
 * The letters and digits of a title in lower case, with nothing between them; for a title of signs alone, the title.
 *
 * TeX markup is dropped; symbols are called by their TeX names ("α", `\alpha` and the "alpha" of a page that lost the
 * backslash are one). Accents go, so that `na\"{\i}ve`, "naïve" and "naive" meet.
 */
export function normaliseTitle(title: string): string {
  const letters = UNUSUAL.test(title)
    ? spellOut(title.slice(0, MOST_LETTERS)).replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
    : toPlainLetters(title)
  return letters === '' ? title.trim().toLowerCase() : letters
}

function toPlainLetters(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, '')
}

function spellOut(title: string): string {
  return title
    .replace(OLD_SWITCH, '')
    .replace(MARKUP, '')
    .replace(LETTER_ACCENT, '')
    .replace(RING, 'a')
    .replace(VARIANT, '')
    .replaceAll('ℓ', 'ell')
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(SPELLABLE, (sign) => SPELT_OUT.get(sign) ?? sign)
}

/** The words of a title: what stands between white space and holds a letter or a digit. "Dual-Head" is one word. */
export function countTitleWords(title: string): number {
  return title.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
