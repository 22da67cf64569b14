import type { Piece } from './read-pieces.ts'
import type { QueryProblem } from './search-query.ts'

/** A piece of a query; of those with one number (words with OR between them) any will do. */
export type JoinedPiece = Piece & { readonly alternative?: number }

const OPERATORS: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT'])

/**
 * Reads AND, OR and NOT in capitals as other searches do, and tells how each is written here: NOT is a minus, of words
 * with OR between them any will do, and AND needs no sign. In a text of capitals alone they are words.
 */
export function readOperators(pieces: readonly Piece[]): { pieces: JoinedPiece[]; problems: QueryProblem[] } {
  const problems: QueryProblem[] = []
  const joined: JoinedPiece[] = []
  const isRead = pieces.some(({ text }) => /\p{Ll}/u.test(text))
  let operator: Piece | undefined
  for (const [place, piece] of pieces.entries()) {
    if (isRead && isOperator(piece) && place < pieces.length - 1 && (joined.length > 0 || piece.text === 'NOT')) {
      operator = piece
      continue
    }
    const message = operator && join(joined, piece, operator)
    if (!operator) joined.push(piece)
    else if (message !== undefined) problems.push({ message, start: operator.start, end: operator.end })
    operator = undefined
  }
  return { pieces: joined, problems }
}

/** Adds a piece that stands behind an operator. @returns what to tell of it */
function join(joined: JoinedPiece[], piece: Piece, operator: Piece): string | undefined {
  if (operator.text === 'NOT') {
    joined.push({ ...piece, sign: '-' })
    return 'NOT was read as a minus: -word leaves out papers with this word.'
  }
  const last = joined.at(-1)
  if (operator.text === 'OR' && last && isPlain(last) && isPlain(piece)) {
    const alternative = last.alternative ?? joined.length
    joined.splice(-1, 1, { ...last, alternative }, { ...piece, alternative })
    return undefined
  }
  joined.push(piece)
  if (operator.text === 'AND')
    return 'AND was left out: no sign is needed between words. A word that must stand is written +word.'
  return 'OR was left out: it can only stand between single words without a sign.'
}

function isOperator({ text, isQuoted, name, sign }: Piece): boolean {
  return OPERATORS.has(text) && !isQuoted && name === undefined && sign === ''
}

function isPlain({ text, isQuoted, name, sign }: Piece): boolean {
  return !isQuoted && name === undefined && sign === '' && !text.endsWith('*')
}
