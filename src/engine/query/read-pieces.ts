import type { QueryProblem, Span } from './search-query.ts'

/** One part of a query as it stands in the text, before anything is known of filters. */
export type Piece = Span & {
  readonly sign: '' | '+' | '-'
  /** What stands before a colon, as typed. */
  readonly name?: string
  readonly text: string
  readonly isQuoted: boolean
}

const SPACE = /[\s\p{Cc}\p{Cs}]*/uy
const LEAD = /([+-]*)(?:([A-Za-z]{1,20}):(?=[^\s:/]))?/y
const WORD = /[^\s"“”„«»\p{Cc}\p{Cs}]+/uy
const QUOTED = /["“”„«»]([^"“”„«»]*)(["“”„«»])?/y
const UNREADABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/**
 * Takes a query apart at its spaces and quotation marks. Never fails: a quotation mark without a partner is reported and
 * passed over, and so are characters that are no text.
 *
 * @param most how many pieces are read; what follows them is reported and left out
 */
export function readPieces(text: string, most: number): { pieces: Piece[]; problems: QueryProblem[] } {
  const pieces: Piece[] = []
  const problems: QueryProblem[] = []
  const bad = UNREADABLE.exec(text)
  if (bad !== null) {
    const message = 'The query holds characters that are no text, such as control characters. They were left out.'
    problems.push({ message, start: bad.index, end: bad.index + 1 })
  }
  let at = 0
  for (let steps = 0; (at += match(SPACE, text, at)?.[0].length ?? 0) < text.length; steps++) {
    if (steps === most) {
      problems.push({ message: `A query may have ${most} words. The rest was left out.`, start: at, end: text.length })
      break
    }
    at = readPiece(text, at, pieces, problems)
  }
  return { pieces, problems }
}

function readPiece(text: string, start: number, pieces: Piece[], problems: QueryProblem[]): number {
  const [lead = '', signs = '', name] = match(LEAD, text, start) ?? []
  const isApart = start === 0 || /[\s(]/.test(text.charAt(start - 1))
  const sign = isApart ? (signs.slice(-1) as Piece['sign']) : ''
  const at = start + lead.length
  const common = { sign, start, ...(name === undefined ? {} : { name }) }
  const quoted = match(QUOTED, text, at)
  if (quoted === null) {
    const word = match(WORD, text, at)?.[0] ?? ''
    const end = Math.max(at + word.length, start + 1)
    if (word !== '') pieces.push({ ...common, text: word, isQuoted: false, end })
    return end
  }
  if (quoted[2] === undefined) {
    const message = 'This quotation mark has no partner. The words after it are searched one by one.'
    problems.push({ message, start: at, end: at + 1 })
    return at + 1
  }
  const end = at + quoted[0].length
  if (/^\s*$/.test(quoted[1]!)) {
    problems.push({ message: 'There is nothing between these quotation marks.', start: at, end })
  } else pieces.push({ ...common, text: quoted[1]!, isQuoted: true, end })
  return end
}
