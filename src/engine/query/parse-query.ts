import { countEdits } from '../text/count-edits.ts'
import type { Field } from '../index/document.ts'
import { FILTERS_TOLD, type FilterName, findFilterName } from './filter-names.ts'
import { findIdentifier } from './find-identifier.ts'
import { type FilterDraft, type KnownValues, readFilter, toEmptyDraft } from './read-filter.ts'
import { type Piece, readPieces } from './read-pieces.ts'
import type { QueryExclusion, QueryPhrase, QueryProblem, QueryWord, SearchQuery } from './search-query.ts'

/** The most words, phrases and filters that a query may have: an abstract fits, pasted as it is. */
export const MOST_PIECES = 512

/** The most characters of a query that are read. */
export const LONGEST_QUERY = 16_384

type Draft = {
  words: QueryWord[]
  phrases: QueryPhrase[]
  excluded: QueryExclusion[]
  filter: FilterDraft
  problems: QueryProblem[]
}

// Not filters of ours, but readers paste them; `findIdentifier` knows what they mean.
const PASTED_NAMES: ReadonlySet<string> = new Set(['arxiv', 'doi', 'http', 'https'])

/**
 * Reads what a reader typed: words, `"phrases"`, `-without`, `+with`, `begin*`, `title:word`, `author:"a name"`, `cat:cs.LG`,
 * `code:yes`, `date:2026-03..2026-05`, `source:arxiv`. Any text is a query: what cannot mean what was typed is told in
 * `problems`, and the rest is searched.
 */
export function parseQuery(text: string, known: KnownValues = {}): SearchQuery {
  const read = readPieces(text.slice(0, LONGEST_QUERY), MOST_PIECES)
  const draft: Draft = { words: [], phrases: [], excluded: [], filter: toEmptyDraft(), problems: read.problems }
  if (text.length > LONGEST_QUERY) draft.problems.push(toTooLong(text))
  for (const piece of read.pieces) readPiece(draft, piece, known)
  draft.problems.sort((a, b) => a.start - b.start)
  const identifier = findIdentifier(text.slice(0, LONGEST_QUERY))
  return { text, ...draft, ...(identifier === undefined ? {} : { identifier }) }
}

/** A query of plain words, in which no sign means anything: a text that nobody typed as a query. */
export function toPlainQuery(text: string): SearchQuery {
  const word = { text, isPrefix: false, isRequired: false, start: 0, end: text.length }
  return { text, words: [word], phrases: [], excluded: [], filter: toEmptyDraft(), problems: [] }
}

function toTooLong(text: string): QueryProblem {
  const message = `A query may have ${LONGEST_QUERY} characters. The rest was left out.`
  return { message, start: LONGEST_QUERY, end: text.length }
}

function readPiece(draft: Draft, piece: Piece, known: KnownValues): void {
  if (piece.name === undefined) return readText(draft, piece, undefined)
  const name = findFilterName(piece.name)
  if (name === undefined) return readUnknown(draft, piece)
  if (isField(name)) return readText(draft, piece, name)
  const problem = readFilter(draft.filter, name, piece, known)
  if (problem !== undefined) draft.problems.push(problem)
}

function isField(name: FilterName): name is Field {
  return name === 'title' || name === 'abstract' || name === 'authors'
}

/** "BERT:pretraining" is a title that lost a space; "foo:bar" is a filter that does not exist. */
function readUnknown(draft: Draft, piece: Piece): void {
  const name = piece.name!
  if (name === name.toLowerCase() && !PASTED_NAMES.has(name)) {
    const { start, end } = piece
    draft.problems.push({ message: toUnknown(name), start, end })
  }
  readText(draft, piece.isQuoted ? piece : { ...piece, text: `${name}:${piece.text}` }, undefined)
}

function toUnknown(name: string): string {
  const near = ['author', 'title', 'abstract', 'source', 'featured', 'edition', 'code', 'date', 'cat']
  const meant = near.find((known) => countEdits(name, known, 2) <= Math.min(2, known.length - 3))
  const hint = meant === undefined ? `The filters are ${FILTERS_TOLD}.` : `Did you mean ${meant}:?`
  return `There is no filter “${name}:”. ${hint} It was searched as a word.`
}

function readText(draft: Draft, piece: Piece, field: Field | undefined): void {
  const { start, end, sign } = piece
  const isPrefix = !piece.isQuoted && /[\p{L}\p{N}]{2}\*$/u.test(piece.text)
  const text = isPrefix ? piece.text.slice(0, -1) : piece.text
  const common = { text, start, end, ...(field === undefined ? {} : { field }) }
  if (sign === '-') draft.excluded.push({ ...common, isPrefix })
  else if (piece.isQuoted) draft.phrases.push(common)
  else draft.words.push({ ...common, isPrefix, isRequired: sign === '+' || field !== undefined })
}
