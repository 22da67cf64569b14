import type { Field } from '../../index/document.ts'
import { forEachToken } from '../../text/tokenise.ts'
import { correctWord } from './correct-word.ts'
import type { Dictionary, IsWord } from '../dictionary.ts'
import { toIndexed } from '../query-tokens.ts'
import type { QueryPhrase, QueryWord, SearchQuery } from '../search-query.ts'

/** A likelier spelling of a query. */
export type Correction = {
  /** The whole query as it should have been typed. */
  readonly text: string
  /** The words that differ, in the order of the text. */
  readonly changes: readonly { readonly from: string; readonly to: string }[]
}

type Change = { start: number; end: number; to: string }

// Who types more words than this has pasted them.
const MOST_CHECKED = 12

/**
 * "Did you mean …?": the query with its likely typing errors mended; `undefined` where there is none.
 *
 * @param isWord makes suggestions surer, and leaves rare words alone that are known
 */
export function correctQuery(query: SearchQuery, dictionary: Dictionary, isWord?: IsWord): Correction | undefined {
  if (countTokens(query) > MOST_CHECKED) return undefined
  const correct = (token: string, field: Field | undefined) =>
    correctWord(token, dictionary, (term) => toIndexed(term, field), isWord)
  const changes = [
    ...query.words.filter((word) => !word.isPrefix).flatMap((word) => correctPart(word, word.end, correct)),
    ...query.phrases.flatMap((phrase) => correctPart(phrase, phrase.end - 1, correct)),
  ].sort((a, b) => a.start - b.start)
  if (changes.length === 0) return undefined
  const text = changes.reduceRight(
    (rest, { start, end, to }) => rest.slice(0, start) + to + rest.slice(end),
    query.text,
  )
  return { text, changes: changes.map(({ start, end, to }) => ({ from: query.text.slice(start, end), to })) }
}

function countTokens({ words, phrases }: SearchQuery): number {
  let tokens = 0
  for (const { text } of [...words, ...phrases]) forEachToken(text, () => tokens++)
  return tokens
}

type Correct = (token: string, field: Field | undefined) => string | undefined

/** @param textEnd where the text of the part ends in the query */
function correctPart(part: QueryWord | QueryPhrase, textEnd: number, correct: Correct): Change[] {
  const changes: Change[] = []
  const base = textEnd - part.text.length
  forEachToken(part.text, (token, start, end) => {
    const to = correct(token, part.field)
    if (to !== undefined) changes.push({ start: base + start, end: base + end, to })
  })
  return changes
}
