import { mendNames } from './lost-scripts.ts'

/**
 * Forms that a page or an extract leaves when it takes backslashes and dollar signs out of TeX: `texttt{D}ual`, `ell_2`,
 * `129times`, `360^circ`. Only what cannot be anything else is mended: a name of TeX that is no English word, at a place
 * where no word stands. `bench/tex.ts` counts what each rule does to texts that lost nothing.
 */
const RULES: readonly (readonly [name: string, lost: RegExp, mended: string | ((lost: string) => string)])[] = [
  ['style', /(?<![\\\p{L}])(text(?:bf|it|tt|sc|rm|sf|sl)|emph|underline)(?=\{)/gu, '\\$1'],
  [
    'alphabet',
    /(?<![\\\p{L}])(?:math(?:bb|cal|bf|rm|sf|it|frak|scr)|operatorname)\{(?:[^{}]|\{[^{}]*\}){1,80}\}/gu,
    mendAlphabet,
  ],
  ['root', /(?<![\\\p{L}])(?:sqrt\{[^{}]{1,40}\}|frac\{[^{}]{1,40}\}\{[^{}]{1,40}\})/gu, mendAlphabet],
  ['degree', /(?<=[\d)}])\^(?:circ(?![a-z])|circ(?=times)|\{\s*\\?circ\s*\})/g, '°'],
  ['braced', /\{(sim|approx|times|pm|leq|geq)\}(?=\s?\d)/g, '\\$1 '],
  ['times', /(?<=[\d°}|)%])times(?=[\d\s\-\u2013,.;:)/]|$)/g, '×'],
  ['times', /(?<![\p{L}\p{N}\\_-])times(?=\d)/gu, '×'],
  ['sign', /(?<![\p{L}\\_])sim\s?(?=\d(?!\p{L}{3}))(?!\s?\d+(?:sim|real))/gu, '∼'],
  ['sign', /(?<=(?<!\p{L})\d%?\s?)sim\s?(?=\d(?!\p{L}{3}))/gu, '∼'],
  ['sign', /(?<![\p{L}\\_])approx(?=\d)/gu, '≈'],
  ['sign', /(?<![\p{L}\\_])(?:leq|leqslant)(?=[\s\d])/gu, '≤'],
  ['sign', /(?<![\p{L}\\_])(?:geq|geqslant)(?=[\s\d])/gu, '≥'],
  ['sign', /(?<=\d )pm(?= \d+\.\d)/g, '±'],
  ['money', /(?<![\w\\])\\(?=\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?\s(?:USD|[mb]illion|dollars?)\b)/g, '\\$$'],
  ['arrow', /(?<![\p{L}\\_])(?:long)?rightarrow(?![\p{L}_])/gu, '→'],
  ['arrow', /(?<![\p{L}\\_])(?:long)?leftarrow(?![\p{L}_])/gu, '←'],
  ['arrow', /(?<![\p{L}\\_])leftrightarrow(?![\p{L}_])/gu, '↔'],
  ['arrow', /(?<=[\d%])\s?uparrow(?![\p{L}_])/gu, '↑'],
  ['arrow', /(?<=[\d%])\s?downarrow(?![\p{L}_])/gu, '↓'],
  ['relation', /(?<=(?<![\p{L}\p{N}])[\p{L}\p{N}]\s)(gg|ll|propto|neq)(?=\s[\p{L}\p{N}](?![\p{L}\p{N}]))/gu, '\\$1'],
]
const ION = /(^|[^\\])(?:\\textsc\s*\{\s*([ivx]{1,5})\s*\}|\{\\(?:sc|small)(?![a-z])\s*\{?\s*([ivxIVX]{1,5})\s*\}?\})/g
const HINT =
  /sqrt|frac|\\\d|text[bits]|emph|underline\{|math[bcfirs]|operatorname|circ|times|sim|approx|pm|[lg]eq|arrow|\s(?:gg|ll|propto|neq)\s/

/** What lost its backslash within the braces of a letter lost it too. */
function mendAlphabet(lost: string): string {
  return `\\${lost.replace(/(?<=[\s{_^(])\p{L}{2,}(?![\p{L}{])/gu, mendNames)}`
}

/** A text, or what stands of it between formulas, with what lost its backslash mended. */
export function mendLost(text: string): string {
  if (!HINT.test(text)) return text
  let mended = text
  for (const [, lost, mend] of RULES) mended = mended.replace(lost, mend as string)
  return mended
}

/** States of ions, which are set in small capitals: `H{\sc i}` and `[O~\textsc{iii}]`. */
export function mendIons(text: string): string {
  if (!/\\(?:text)?sc|\\small/.test(text)) return text
  return text.replace(ION, (_, letter: string, styled?: string, grouped?: string) => {
    const state = (styled ?? grouped ?? '').toUpperCase()
    return /\p{L}/u.test(letter) ? `${letter} ${state}` : letter + state
  })
}

/** How often each kind of broken form stands in a text. */
export function countLost(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [name, lost] of RULES) {
    const count = text.match(lost)?.length ?? 0
    if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count)
  }
  return counts
}
