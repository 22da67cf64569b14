import { joinNames } from './hyphens-in-math.ts'

const TEXT_ARGUMENT = /\\(text[a-z]*|mbox|hbox|fbox)\s*\{([^{}$]*)\}/g
/** Commands whose backslash was lost where braces follow, which no formula's own letters are. */
const LOST = /(?<![\\a-zA-Z])(text(?:bf|it|tt|sc|rm|sf)?|emph|math(?:bb|cal|bf|rm|sf|it|frak)|operatorname)(?=\{)/g
/**
 * An underscore that Markdown escaped: it lowers what follows, but within a name of letters, such as `train\_loss`, and in
 * the arguments of text. Those arguments are matched to be passed over.
 */
const ESCAPED =
  /\\(?:text[a-z]*|math(?:tt|rm|it|sf)|operatorname|[mhf]box)\s*\{(?:[^{}]|\{[^{}]*\})*\}|\\_(?=\{)|(?<=[)\]}|']|(?<![\p{L}\\]|\\_)\p{L}|[\^_]\d|\\[a-zA-Z]+\s*)\\_(?=\d+(?![\p{Ll}\d])|[\p{L}*](?![\p{L}\d]|\\_)|\\[a-zA-Z])/gu
const LETTERS: Readonly<Record<string, string>> = { '‘': '`', '’': "'", '−': '-', '…': '\\ldots ', '\u00a0': ' ' }

/** The source of a formula with what TeX's own preamble, or a careless author, does differently from Temml. */
export function mendMath(tex: string): string {
  let mended = tex.trim().replace(/[‘’−…\u00a0]/g, (letter) => LETTERS[letter] ?? letter)
  // Scientific WorkPlace breaks lines with a comment sign; elsewhere an abstract's percent sign is one.
  mended = mended.replace(/(?<![\\\d]|\d\})%\s+/g, ' ').replace(/(?<!\\)%/g, '\\%')
  mended = mended.replace(/(?<=\d(?:\\%)?)--(?=\d)/g, '\\text{–}')
  mended = mended.replace(/(?<![<>=]|\\(?:left|right|[bB]igg?[lr]?)\s*)([<>])=(?![<>=])/g, (_, sign: string) =>
    sign === '<' ? '\\le ' : '\\ge ',
  )
  mended = joinNames(mended)
  if (!/[\\#{]/.test(mended)) return mended
  return (
    mended
      .replace(LOST, '\\$1')
      .replace(ESCAPED, (found) => (found === '\\_' ? '_' : found))
      .replace(/(?<!\\)#/g, '\\#')
      .replace(/\\(?:label|tag)\s*\{[^{}]*\}|\\(?:nonumber|notag|xspace)(?![a-zA-Z])/g, '')
      .replace(/\\unicode\{x([0-9a-fA-F]{2,5})\}/g, (written, code: string) => toCharacter(code) ?? written)
      .replace(/\\begin\{eqnarray\*?\}/g, '\\begin{array}{rcl}')
      .replace(/\\end\{eqnarray\*?\}/g, '\\end{array}')
      // Temml keeps but the first digit of a number that ends an upright name.
      .replace(/(?<=(?<![\\a-zA-Z])[a-zA-Z]+)\d{2,}/g, (digits) =>
        /\\(?:mathrm|rm)(?![a-z])/.test(mended) ? `{${digits}}` : digits,
      )
      .replace(/\\(?:mbox|hbox)(?=\s*\{)/g, '\\text')
      .replace(
        TEXT_ARGUMENT,
        (_, command: string, text: string) => `\\${command}{${text.replace(/(?<!\\)[_&^]/g, '\\$&')}}`,
      )
      .replace(/\\text([a-z]*)\{([^{}]*)\\\^/g, '\\text$1{$2\\textasciicircum ')
      .replace(/([_^])\s*\\(rm|bf|it|tt|sf|cal)(?![a-zA-Z])\s*(\{[^{}]*\}|\w+)/g, '$1{\\$2 $3}')
      .replace(/(?<=(?:^|[^\\])(?:\\\\)*)\\$/, '')
  )
}

/** The same with what may be meant, for a formula that could not be parsed as it stands. */
export function retryMath(tex: string): string {
  return (
    tex
      .replace(/\s+\^/g, ' {}^')
      .replace(/\\\(|\\\)/g, (sign) => sign.slice(1))
      .replace(/\\H(?=\s*[\^_])/g, '\\mathbb{H}')
      // The field of two, of p, of q elements; a filtration has other indices.
      .replace(/\\F(?=\s*_\s*\{?\s*[2-9pq](?![a-zA-Z]))/g, '\\mathbb{F}')
      .replace(/\\mc(?=\s*\{?\s*[A-Z](?![a-zA-Z])|[A-Z](?![a-zA-Z]))/g, '\\mathcal ')
  )
}

function toCharacter(code: string): string | undefined {
  const point = Number.parseInt(code, 16)
  const isPrintable = point >= 0xa0 && point <= 0x1ffff && !(point >= 0xd800 && point <= 0xdfff)
  return isPrintable ? String.fromCodePoint(point) : undefined
}
