import type { MathNode } from './parse-formula.ts'
import { toSubscript, toSuperscript } from './scripts.ts'

const COMBINING: Readonly<Record<string, string>> = {
  ˆ: '\u0302',
  '^': '\u0302',
  '~': '\u0303',
  '˜': '\u0303',
  '¯': '\u0304',
  '‾': '\u0304',
  '→': '\u20d7',
  '⃗': '\u20d7',
  '˙': '\u0307',
  '¨': '\u0308',
  ˇ: '\u030c',
  '˘': '\u0306',
  '´': '\u0301',
  ˊ: '\u0301',
  '`': '\u0300',
  ˋ: '\u0300',
  ˉ: '\u0304',
  '˚': '\u030a',
  '˝': '\u030b',
}
/** What an accent over more than a letter is called, since no character sets it. */
const NAMES: Readonly<Record<string, string>> = {
  '\u0303': 'tilde',
  '\u0304': 'bar',
  '\u20d7': 'vec',
  '\u0307': 'dot',
  '\u0308': 'ddot',
  '\u030c': 'check',
  '\u0306': 'breve',
  '\u0301': 'acute',
  '\u0300': 'grave',
  '\u030a': 'ring',
  '\u030b': 'double acute',
}
const SPACED = /^[=<>≤≥≦≧⩽⩾≪≫≠≈∼≃≅≡∝∈∉∋⊂⊃⊆⊇⊊⊋→←↔↦⟶⟵⟷⟹⟺⇒⇐⇔∣∥⊢⊨⊲⊳⊴⊵≲≳≺≻⪯⪰+−±∓×⋅·∗⋆∘∪∩∧∨⊕⊗⊙∖÷≔≜≐]$/u
const LETTERLIKE = /[ℂℍℕℙℚℝℤℓℏℵℑℜ]/u

/** A tree of Temml as a line of text: "O(n²)", "√(d log n)", "ε ≤ 0.1". */
export function toLine(tree: MathNode): string {
  return line(tree)
    .replace(/\ufe0e/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/ ?: ?= ?/g, ' := ')
    .replace(
      /(?<=[([]) |(?<=[^ {(⟨[]) (?=[,;])|(?<=[^ ]\/) (?=\p{Ll}{2})|(?<=\/\d+) (?=th(?!\p{L}))|(?<=\p{L}) (?=-\p{L})/gu,
      '',
    )
    .trim()
    .replace(/ (?=[×±−+]$)/, '')
    .normalize('NFC')
}

function line(node: MathNode): string {
  const { type = '', text, children = [], attributes = {} } = node
  if (text !== undefined) return plainLetters(text)
  const write = WRITERS[type]
  if (write !== undefined) return write(children, attributes)
  return row(children)
}

/** A fraction stands apart from letters and numbers beside it, "16 2/3 x", a raised digit from another: "6s² ¹S". */
function row(children: readonly MathNode[]): string {
  let written = ''
  let isFraction = false
  for (const child of children) {
    const next = line(child)
    const isJoined =
      (startsWithFraction(child) && /[\p{L}\p{N}]$/u.test(written) && /^[\p{L}\p{N}]/u.test(next)) ||
      (isFraction && /^[\p{L}\p{N}([√]/u.test(next)) ||
      (/[⁰¹²³⁴-⁹]$/u.test(written) && /^[⁰¹²³⁴-⁹]/u.test(next))
    written += isJoined ? ` ${next}` : next
    isFraction = child.type === 'mfrac'
  }
  return written
}

/** Whether a tree begins with a fraction. */
export function startsWithFraction({ type = '', children: [first] = [] }: MathNode): boolean {
  return type === 'mfrac' || (/^(?:|math|mrow|mstyle)$/.test(type) && first !== undefined && startsWithFraction(first))
}

type Writer = (children: readonly MathNode[], attributes: Readonly<Record<string, unknown>>) => string

const WRITERS: Readonly<Record<string, Writer>> = {
  mo: (children, { form, lspace }) => {
    const sign = children
      .map(line)
      .join('')
      .replace(/[\u2061-\u2064]/gu, '')
    if (sign === ',' || sign === ';') return `${sign} `
    return SPACED.test(sign) && form !== 'prefix' && lspace !== '0em' ? ` ${sign} ` : sign
  },
  mspace: (_, { width }) => (width === undefined || /^-|^0(?:\.0\d*)?em$/.test(String(width)) ? '' : ' '),
  msup: ([base, script]) => (at(base) || blank(base, at(script))) + toSuperscript(at(script)),
  msub: ([base, script]) => at(base) + toSubscript(at(script)),
  msubsup: ([base, low, high]) => at(base) + toSubscript(at(low)) + toSuperscript(at(high)),
  munder: ([base, script]) => at(base) + (isBar(at(script)) ? '' : toSubscript(at(script))),
  mover: ([base, script]) => accented(at(base), at(script)),
  munderover: ([base, low, high]) => at(base) + toSubscript(at(low)) + toSuperscript(at(high)),
  mfrac: ([over, under], { linethickness }) =>
    /^0/.test(String(linethickness)) ? `${at(over)} choose ${at(under)}` : `${grouped(at(over))}/${grouped(at(under))}`,
  msqrt: (children) => `√${grouped(children.map(line).join(''))}`,
  mroot: ([base, degree]) => `${toSuperscript(at(degree))}√${grouped(at(base))}`,
  menclose: (children, { notation }) => {
    const content = children.map(line).join('')
    if (notation === 'top') return accented(content.trim(), '‾')
    return notation === 'bottom' ? content + underline(content) : content
  },
  mtr: (children) => `${children.map(line).join(' ').trim()}; `,
  mtable: (children) => children.map(line).join('').replace(/; $/, ''),
  mphantom: () => '',
}

function at(node: MathNode | undefined): string {
  return node === undefined
    ? ''
    : line(node)
        .replace(/\ufe0e/gu, '')
        .replace(/\s+/gu, ' ')
        .trim()
}

/** The space that carries a number raised before the next letter, as in `d\ ^3\Pi`. */
function blank(node: MathNode | undefined, script: string): string {
  return node !== undefined && /^\d/.test(script) && line(node) !== '' ? ' ' : ''
}

function isBar(script: string): boolean {
  return script === '_' || script === '\u0332'
}

/** The line under one letter means something, as in falling powers; under a word it is style. */
function underline(base: string): string {
  return [...base].length === 1 ? '\u0332' : ''
}

function accented(base: string, script: string): string {
  const accent = COMBINING[script]
  if (accent === undefined) return base + toSuperscript(script)
  return [...base].length === 1 ? (base + accent).normalize('NFC') : `${NAMES[accent] ?? 'hat'}(${base})`
}

/** Brackets where a fraction or a root holds more than one number or name. */
function grouped(written: string): string {
  const text = written.trim()
  return /^(?:[\p{L}\p{M}\d.₀-₉²³¹⁰⁴-⁹]+|\p{L}+\([^()]*\))$/u.test(text) ? text : `(${text})`
}

/** Letters of mathematical alphabets as plain ones, except those that every font has. */
function plainLetters(text: string): string {
  return text.replace(/[\u{1d400}-\u{1d7ff}ℬℰℱℋℐℒℳℛℯℊℴℭℌℨ]/gu, (letter) =>
    LETTERLIKE.test(letter) ? letter : letter.normalize('NFKC'),
  )
}
