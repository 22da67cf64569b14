import { type FilterName, findFilterName } from '../../engine/query/filter-names.ts'
import { MOST_PIECES } from '../../engine/query/parse-query.ts'
import { type Piece, readPieces } from '../../engine/query/read-pieces.ts'

/** A part of a query that narrows what it finds, as it was typed, and the query without it. */
export type TypedFilter = { typed: string; text: string }

/** The others are told with their counts: `FilterCount`. */
const COUNTED: ReadonlySet<FilterName> = new Set(['category', 'date', 'code', 'featured'])
/** More than these nobody reads through. */
const MOST_TOLD = 12

/** What a query leaves out, and which authors, titles, sources and editions it asks for; in the order of the text. */
export function listTypedFilters(text: string): TypedFilter[] {
  const { pieces } = readPieces(text, MOST_PIECES)
  return pieces
    .filter(narrows)
    .slice(0, MOST_TOLD)
    .map(({ start, end }) => ({
      typed: text.slice(start, end),
      text: `${text.slice(0, start)} ${text.slice(end)}`.replace(/\s+/g, ' ').trim(),
    }))
}

function narrows({ sign, name: typed }: Piece): boolean {
  const name = typed === undefined ? undefined : findFilterName(typed)
  return sign === '-' || (name !== undefined && !COUNTED.has(name))
}
