import { parseQuery } from '../../../engine/query/parse-query.ts'
import { toLexicalQuery } from '../../../engine/query/to-lexical-query.ts'
import type { SearchQuery } from '../../../engine/query/search-query.ts'
import type { PaperId } from '../../../domain/paper.ts'
import type { Engine } from './index-in-use.ts'
import type { SuggestFindings, SuggestQuestion } from './questions.ts'

/** A reader types on meanwhile: what takes longer is left. */
const BUDGET = 2_000_000

// More are read than are shown: of titles those that begin so are told first, and names by how many papers they have.
const READ = { title: 2, authors: 3 }

/** Papers whose title, or one of whose authors, may go on as what was typed begins. */
export function answerSuggest({ searcher }: Engine, { text, size }: SuggestQuestion): SuggestFindings {
  const query = parseQuery(text)
  const list = (field: 'title' | 'authors'): PaperId[] => {
    const wanted = toLexicalQuery(toBeginning(query, field), searcher)
    const { hits } = searcher.search(wanted, { limit: size * READ[field], budget: BUDGET, countTo: 0 })
    return hits.map((hit) => searcher.idOf(hit) as PaperId)
  }
  return query.words.length === 0 ? { titles: [], authors: [] } : { titles: list('title'), authors: list('authors') }
}

/** All words in one field, the last of which may go on. */
function toBeginning({ words, ...query }: SearchQuery, field: 'title' | 'authors'): SearchQuery {
  const placed = words.map((word, place) => ({
    ...word,
    field,
    isRequired: true,
    isPrefix: place === words.length - 1,
  }))
  return { ...query, words: placed }
}
