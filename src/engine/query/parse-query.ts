import { countEdits } from '../text/count-edits.ts'
import type { Field } from '../index/document.ts'
import { asksNothing } from './asks-nothing.ts'
import { FILTERS_TOLD, type FilterName, findFilterName, toExample } from './filter-names.ts'
import { findIdentifier } from './find-identifier.ts'
import { limitParts } from './limit-parts.ts'
import { type FilterDraft, type KnownValues, readFilter, toEmptyDraft } from './read-filter.ts'
import { type JoinedPiece, readOperators } from './read-operators.ts'
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
 * `code:yes`, `date:2026-03..2026-05`, `source:arxiv`. Any text is a query: what cannot mean what was typed, and what is
 * more than a search has time for, is told in `problems`, and the rest is searched.
 */
export function parseQuery(text: string, known: KnownValues = {}): SearchQuery {
  const read = readPieces(text.slice(0, LONGEST_QUERY), MOST_PIECES)
  const joined = readOperators(read.pieces)
  const draft: Draft = { words: [], phrases: [], excluded: [], filter: toEmptyDraft(), problems: [] }
  if (text.length > LONGEST_QUERY) draft.problems.push(toTooLong(text))
  for (const piece of joined.pieces) readPiece(draft, piece, known)
  const { words, phrases, excluded, problems: limits } = limitParts(draft)
  const problems = [...read.problems, ...joined.problems, ...draft.problems, ...limits].sort(
    (a, b) => a.start - b.start,
  )
  if (problems.length === 0 && text.trim() !== '' && asksNothing({ words, phrases, excluded, filter: draft.filter }))
    problems.push(toNoWord(text))
  const identifier = findIdentifier(text.slice(0, LONGEST_QUERY))
  const { filter } = draft
  return { text, words, phrases, excluded, filter, problems, ...(identifier === undefined ? {} : { identifier }) }
}

/** A query of plain words, in which no sign means anything: a text that nobody typed as a query. */
export function toPlainQuery(text: string): SearchQuery {
  const word = { text, isPrefix: false, isRequired: false, start: 0, end: text.length }
  return { text, words: [word], phrases: [], excluded: [], filter: toEmptyDraft(), problems: [] }
}

function toNoWord(text: string): QueryProblem {
  const message = 'There is no word to search for. Write words, a name, or a filter such as cat:cs.LG.'
  return { message, start: 0, end: text.length }
}

function toTooLong(text: string): QueryProblem {
  const message = `A query may have ${LONGEST_QUERY} characters. The rest was left out.`
  return { message, start: LONGEST_QUERY, end: text.length }
}

function readPiece(draft: Draft, piece: JoinedPiece, known: KnownValues): void {
  if (piece.name === undefined) {
    const empty = piece.isQuoted ? undefined : toEmptyFilter(piece.text)
    if (empty !== undefined) draft.problems.push({ message: empty, start: piece.start, end: piece.end })
    return readText(draft, piece, undefined)
  }
  const name = findFilterName(piece.name)
  if (name === undefined) return readUnknown(draft, piece)
  if (isField(name)) return readText(draft, piece, name)
  const problem = readFilter(draft.filter, name, piece, known)
  if (problem !== undefined) draft.problems.push(problem)
}

function isField(name: FilterName): name is Field {
  return name === 'title' || name === 'abstract' || name === 'authors'
}

/** "author: hinton": what is told of a filter with nothing, or a space, behind its colon. */
function toEmptyFilter(text: string): string | undefined {
  const [, name] = /^([A-Za-z]+):$/.exec(text) ?? []
  const example = name === undefined ? undefined : toExample(name)
  if (example === undefined) return undefined
  return `Nothing stands right behind “${name}:”, so it was searched as a word. Write it without a space, as in ${example}.`
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

function readText(draft: Draft, piece: JoinedPiece, field: Field | undefined): void {
  const { start, end, sign } = piece
  const isPrefix = !piece.isQuoted && /[\p{L}\p{N}]{2}\*$/u.test(piece.text)
  const text = isPrefix ? piece.text.slice(0, -1) : piece.text
  const common = { text, start, end, ...(field === undefined ? {} : { field }) }
  if (sign === '-') draft.excluded.push({ ...common, isPrefix })
  else if (piece.isQuoted) draft.phrases.push(common)
  else {
    const { alternative } = piece
    const isRequired = sign === '+' || field !== undefined
    draft.words.push({ ...common, isPrefix, isRequired, ...(alternative === undefined ? {} : { alternative }) })
  }
}
