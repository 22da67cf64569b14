/** Names of letters and signs, longest first, as they stand when their backslashes are gone. */
const NAMES =
  'varepsilon|vartheta|varphi|epsilon|upsilon|omicron|lambda|alpha|beta|gamma|delta|theta|kappa|sigma|omega|zeta|iota|ell|eta|rho|tau|phi|chi|psi|pi|mu|nu|xi|Gamma|Delta|Theta|Lambda|Sigma|Upsilon|Omega|Phi|Psi|Pi|Xi'
const SIGNS =
  'log|rightarrow|propto|approx|otimes|oplus|times|infty|prime|dagger|star|circ|cdot|leq|geq|neq|sim|top|bot|perp|pm|mid|in|to'
const NAMED = new RegExp(`^(?:${NAMES}|sum|prod|log|max|min)$`)
const LAST_NAME = new RegExp(`(?<![\\p{L}\\p{N}_\\\\])(?:${NAMES}|sum|prod|log|max|min)$`, 'u')
const FUNCTIONS = /^(?:ln|exp|sin|cos|tan|min|max|deg|det|dim|ker|sup|inf|lim|gcd|arg)$/
const CHAIN = new RegExp(`^(?:${NAMES}|${SIGNS})+$`)
const LINK = new RegExp(`${NAMES}|${SIGNS}`, 'g')
const ELEMENTS =
  'H|He|Li|Be|B|C|N|O|F|Na|Mg|Al|Si|P|S|Cl|K|Ca|Ti|V|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Se|Br|Rb|Sr|Y|Zr|Nb|Mo|Ru|Rh|Pd|Ag|Cd|In|Sn|Sb|Te|I|Cs|Ba|La|Ce|Pr|Nd|Sm|Eu|Gd|Er|Hf|Ta|W|Re|Os|Ir|Pt|Au|Hg|Pb|Bi|U'
const FORMULA = new RegExp(`(?<![\\p{L}\\p{N}_])(?:(?:${ELEMENTS})[₀-₉\\d]*){1,6}$`, 'u')
/** Names of classical groups and algebras, whose rank or field is lowered. */
const GROUP = /(?<![\p{L}\p{N}_])(?:P?[GS][LU]|P?G?Sp|P?SO|p?[gs]l)$/u
/** How much of an element a formula has, before the next one: `Ga_xAs`. */
const SHARE = /[xyz](?=[A-Z])/y

const BRACED = /\{(?:[^{}\n]|\{[^{}\n]*\}){1,60}\}/y
const BRACKETED = /\([-−]?\d+\)/y
/** Letters with other numbers in brackets may be derivatives. */
const NEGATIVE = /\([-−]\d+(?:\/\d+)?\)/y
const RAISED = /[+-]?\d+(?:\.\d+)?(?![\d.]*\/\d)(?!\d)|[*+-](?![\w*+-])|\\[a-zA-Z]+|\p{L}(?![\p{L}\p{N}(]|_(?!\{))/uy
const RAISED_NAME = new RegExp(`(?:${NAMES}|circ|star|prime|infty|dagger|top|perp|ast)(?![\\p{L}_])`, 'y')
const LOWERED = /0(?=\/)|\d{1,3}(?![\p{Ll}\p{N}_@]|[./]\d)|\\[a-zA-Z]+|\p{L}(?![\p{L}\p{N}_])/uy
const LOWERED_NAME = new RegExp(`(?:${NAMES}|infty)(?![\\p{Ll}_])`, 'y')

/** A script outside a formula: what it stands on (the last characters before it), its TeX, and where it ends. */
export type LostScript = { base: string; tex: string; end: number }

/**
 * Reads `x^2`, `10^{-5}`, `ell_2`, `CO_2` at the sign in a text that has no dollar sign there.
 *
 * A raised number may stand on anything; what is lowered only on a letter, a name of a letter, or a chemical formula:
 * `BERT_BASE` and `imo_1960` are names.
 *
 * @param before the text up to the sign, as resolved
 */
export function readScript(text: string, at: number, before: string): LostScript | undefined {
  const sign = text[at] ?? ''
  const script = readArgument(text, at, sign, before)
  if (script === undefined || isHalf(text, at, script.end)) return undefined
  const name = LAST_NAME.exec(before)?.[0]
  const base = name ?? lastLetter(before)
  const canStand =
    sign === '_' ? canCarry(before, base, script.tex, text[at + 1] === '{') : canRaise(before, script, text)
  if (!canStand) return undefined
  const tex = `${sign}{${script.tex.includes('\\') ? script.tex : mendNames(script.tex)}}`
  const joins = name !== undefined || !/[\p{L}\p{N}]/u.test(text[script.end] ?? '')
  return { base: joins ? base : '', tex, end: script.end }
}

/** `sum_x,y` and `a_i,j`: how far the script goes, the text does not say. */
function isHalf(text: string, at: number, end: number): boolean {
  return (
    text[at] === '_' &&
    /[\p{L}]/u.test(text[at + 1] ?? '') &&
    /^,\p{Ll}(?![\p{L}\p{N}_(])/u.test(text.slice(end, end + 3))
  )
}

/** The names in a formula whose backslashes are gone: `Phi circ Psi`, `Phicirc`, `infty`. Other words stand upright. */
export function mendNames(tex: string): string {
  return tex.replace(/(?<![\\\p{L}])\p{L}{2,}/gu, (word) => {
    if (CHAIN.test(word)) return word.replace(LINK, '\\$& ').trimEnd()
    return FUNCTIONS.test(word) ? `\\${word} ` : `\\mathrm{${word}}`
  })
}

/** A name of a letter as a command; other bases as they are. */
export function toBase(base: string): string {
  return NAMED.test(base) ? `\\${base}` : base
}

function readArgument(
  text: string,
  at: number,
  sign: string,
  before: string,
): { tex: string; end: number } | undefined {
  const from = at + 1
  if (text[from] === '{') {
    const braced = match(BRACED, text, from)
    if (braced === undefined || /\p{L}{3,}\s+\p{L}{3,}\s+\p{L}{3,}/u.test(braced)) return undefined
    return { tex: braced.slice(1, -1).trim(), end: from + braced.length }
  }
  const bracketed = sign === '^' ? match(/\d$/.test(before) ? BRACKETED : NEGATIVE, text, from) : undefined
  if (bracketed !== undefined) return { tex: bracketed.slice(1, -1), end: from + bracketed.length }
  const share = sign === '_' && FORMULA.test(before) ? match(SHARE, text, from) : undefined
  if (share !== undefined) return { tex: share, end: from + share.length }
  const [form, named] = sign === '^' ? [RAISED, RAISED_NAME] : [LOWERED, LOWERED_NAME]
  const found = match(named, text, from) ?? match(form, text, from)
  return found === undefined ? undefined : { tex: found, end: from + found.length }
}

function match(form: RegExp, text: string, at: number): string | undefined {
  form.lastIndex = at
  return form.exec(text)?.[0]
}

function lastLetter(before: string): string {
  return /(?<![\p{L}\p{N}\p{M}_\\.@-])\p{L}\p{M}*$/u.exec(before)?.[0] ?? ''
}

function canCarry(before: string, base: string, script: string, isBraced: boolean): boolean {
  if (base !== '' || (isBraced && /[\p{L}\p{N}\p{M})|\]}]$/u.test(before))) return true
  return GROUP.test(before) || (/^(?:\d{1,2}|[xyz])$/.test(script) && FORMULA.test(before))
}

/** A number may also stand before an element, as in ^3He. */
function canRaise(before: string, { tex, end }: { tex: string; end: number }, text: string): boolean {
  if (/[\p{L}\p{N}\p{M})\]}|'’*°%"”]$/u.test(before)) return true
  return /(?:^|[\s(\-–/])$/.test(before) && /^\d+$/.test(tex) && /\p{Lu}/u.test(text[end] ?? '')
}
