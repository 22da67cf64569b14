/** A stretch of text that stands for signs of TeX, where those end, and what then stands for the sign that closes them. */
export type Found = { text: string; end: number; closing?: { at: number; text: string } }

const MEASURE = /^[\d.,]+(?:\s?(?:\\?%|[x×+]|times|[kKMBGT](?![a-z])|-?fold))/

/** `~` between words is a space; before a number it means "about", in an address and in "a ~ b" it is itself. */
export function readTie(text: string, at: number): string {
  const before = text[at - 1] ?? ' '
  const after = text[at + 1] ?? ' '
  if (/[\s=~]/.test(after) && /[\s=~(]/.test(before)) return '~'
  if (after === '=' || before === '/' || before === '=') return '~'
  if (/[\s([{<>:"“$/+-]/.test(before) && /[\d.$\\]/.test(after)) return before === '$' || after === '\\' ? ' ' : '~'
  if (/[%\d]/.test(before) && /\d/.test(after)) return isList(text, at) ? ' ' : '~'
  const isAbout = /[a-z]/.test(before) && MEASURE.test(text.slice(at + 1, at + 20)) && !/\d[A-Z]/.test(text.slice(at + 1, at + 6))
  return isAbout ? '~' : ' '
}

/** "Llama~3.2~3B": a number after one that itself is tied to a name. */
function isList(text: string, at: number): boolean {
  return /[\p{L}]~[\d.]+$/u.test(text.slice(Math.max(0, at - 12), at))
}

/** `--` is a short dash and `---` a long one; rulers, arrows, comments and options of programs are themselves. */
export function readDashes(text: string, at: number): Found | undefined {
  let end = at
  while (text[end] === '-') end++
  const length = end - at
  const [before = ' ', after = ' '] = [text[at - 1], text[end]]
  const isSigns = /[<!|>]/.test(before) || /[>|]/.test(after)
  const isOption = length === 2 && /[\s(`'"“[,]/.test(before) && /[a-z]/.test(after)
  if (length === 1 || length > 3 || isSigns || isOption) return { text: text.slice(at, end), end }
  return { text: length === 2 ? '–' : '—', end }
}

/** TeX's quotes, where they open and close: ``…'', ``…" and `…'. Elsewhere the signs are themselves. */
export function readQuote(text: string, at: number): Found | undefined {
  if (text.startsWith('``', at) && text[at + 2] !== '`' && text[at - 1] !== '`') {
    return CLOSED.test(text.slice(at + 2, at + 400)) ? { text: '“', end: at + 2 } : undefined
  }
  if (text.startsWith("''", at)) {
    const before = text.slice(Math.max(0, at - 400), at)
    const isClosing = before.lastIndexOf('``') > before.lastIndexOf("''")
    return isClosing ? { text: '”', end: at + 2 } : { text: "''", end: at + 2 }
  }
  if (text[at] !== '`' || /[\p{L}\p{N}`]/u.test(text[at - 1] ?? ' ') || text[at + 1] === '`') return undefined
  const quoted = SINGLE.exec(text.slice(at + 1, at + 120))?.[0]
  return quoted === undefined ? undefined : { text: '‘', end: at + 1, closing: { at: at + quoted.length, text: '’' } }
}

const CLOSED = /^[^`]*?(?:''|"|”|``)|^[^`]*`[^`'"]*'[^`]*?(?:''|"|”)/
const SINGLE = /^[^\s`'][^`']*(?:\p{L}'\p{L}[^`']*)*'(?![\p{L}\p{N}])/u
