/** A stretch of text that stands for signs of TeX, where those end, and what then stands for the sign that closes them. */
export type Found = { text: string; end: number; closing?: { at: number; length?: number; text: string } }

const MEASURE = /^[\d.,]+(?:\s?(?:\\?%|[x×+]|times|[kKMBGT](?![a-z])|-?fold))/
const TYING = /^(?:of|to|and|in|at|for|from|with|or|than|is|are|section|figure|table|equation|theorem|step|case)$/

/**
 * `~` between words is a space. Before a number it may mean "about", as in "z~2" and "~5%"; in an address and in "a ~ b"
 * it is itself.
 *
 * @param isTex whether the text holds commands or formulas, so that its author meant TeX's tie
 */
export function readTie(text: string, at: number, isTex: boolean): string {
  const before = text[at - 1] ?? ' '
  const after = text[at + 1] ?? ' '
  if (/[\s=~<>]/.test(after) && /[\s=~(<>]/.test(before)) return '~'
  if (/[~=<>]/.test(after) || /[~=/]/.test(before)) return '~'
  if (/[\s([{<>:"“$/+-]/.test(before)) return isAboutNumber(before, after, isTex) ? '~' : ' '
  // `O~(n)` and `W~` for a letter with a tilde.
  if (/[\s(),.;]/.test(after) && /(?:^|[^\p{L}\p{N}\\])\p{L}$/u.test(text.slice(Math.max(0, at - 2), at)))
    return isTex ? ' ' : '~'
  if (/^[-+]\.?\d/.test(text.slice(at + 1, at + 4))) return '~'
  if (!/\d/.test(after)) return ' '
  if (/[%\d]/.test(before)) return isList(text, at) ? ' ' : '~'
  return isTied(text, at, isTex) ? ' ' : '~'
}

function isAboutNumber(before: string, after: string, isTex: boolean): boolean {
  if (/[\d.]/.test(after)) return before !== '$'
  return !isTex && before !== '$'
}

/** Whether a number belongs to the word before it: "Section~2", "ROS~2", "no.~5", but not "z~2" or "by~20%". */
function isTied(text: string, at: number, isTex: boolean): boolean {
  if (/[.,;:}]/.test(text[at - 1] ?? '')) return true
  const word = /(?<![\p{L}\p{N}])[\p{L}\p{N}-]+$/u.exec(text.slice(Math.max(0, at - 24), at))?.[0] ?? ''
  if (/^\p{Lu}[\p{L}\p{N}-]/u.test(word)) return true
  if (word.length < 2) return isTex && word !== '' && /^\p{Lu}$/u.test(word)
  const number = text.slice(at + 1, at + 20)
  const isMeasure = MEASURE.test(number) && !/^\d[A-Z]/.test(number)
  return !isMeasure && (isTex || TYING.test(word))
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
  const isSigns = /[<!|>^_]/.test(before) || /[>|]/.test(after)
  const isOption = length === 2 && /[\s(`'"“[,]/.test(before) && /[a-z]/.test(after) && !isAside(text, end)
  if (length === 1 || length > 3 || isSigns || isOption) return { text: text.slice(at, end), end }
  return { text: length === 2 ? '–' : '—', end }
}

/** "patterns --such as these-- are": a second pair of hyphens closes what the first one opened. */
function isAside(text: string, from: number): boolean {
  return /^[^.]{1,300}?[\p{L}\p{N})]--(?=[\s,;:)])/u.test(text.slice(from, from + 304))
}

/** TeX's quotes, where they open and close: ``…'', ``…" and `…'. Elsewhere the signs are themselves. */
export function readQuote(text: string, at: number): Found | undefined {
  if (text.startsWith('``', at) && text[at + 2] !== '`' && text[at - 1] !== '`') {
    const quoted = CLOSED.exec(text.slice(at + 2, at + 400))?.[0]
    if (quoted === undefined) return undefined
    const sign = /(?:"|``)$/.exec(quoted)?.[0] ?? ''
    const closing = { at: at + 2 + quoted.length - sign.length, length: sign.length, text: '”' }
    return { text: '“', end: at + 2, ...(sign !== '' && { closing }) }
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

const CLOSED = /^[^`]*?(?:''|"|”|(?<=\S)``(?![\p{L}\p{N}]))|^[^`]*(?:`[^`'"]*'[^`]*?)+(?:''|"|”)/u
const SINGLE = /^[^\s`'][^`']*(?:\p{L}'\p{L}[^`']*)*'(?![\p{L}\p{N}])/u
