import { listArchives } from '../../domain/arxiv-categories.ts'
import { toAuthorKey } from '../../domain/author-key.ts'
import type { Headline } from '../../domain/headline.ts'
import type { Suggestion } from './searching.ts'

const MOST_CATEGORIES = 2
const MOST_AUTHORS = 3
const FEWEST_LETTERS = 2

/**
 * What could be meant by the beginning of a query: authors whose name has it, categories, and papers.
 *
 * @param titled papers whose titles go on as it begins, @param written papers one of whose authors' names does
 */
export function toSuggestions(text: string, titled: readonly Headline[], written: readonly Headline[]): Suggestion[] {
  const typed = text.trim().toLowerCase()
  if (typed.length < FEWEST_LETTERS) return []
  return [...suggestAuthors(typed, written), ...suggestCategories(typed), ...titled.map(suggestTitle)]
}

function suggestTitle({ id, title }: Headline): Suggestion {
  const label = title.replace(/\s+/g, ' ').trim()
  return { kind: 'title', label, text: label, paper: id }
}

/** Names in which every word that was typed begins a word; those of most papers first. */
function suggestAuthors(typed: string, written: readonly Headline[]): Suggestion[] {
  const wanted = typed.split(/\s+/)
  const found = new Map<string, { name: string; count: number }>()
  for (const name of written.flatMap(({ authors }) => authors)) {
    const parts = name.toLowerCase().split(/[\s.-]+/)
    if (!wanted.every((word) => parts.some((part) => part.startsWith(word)))) continue
    const known = found.get(toAuthorKey(name))
    found.set(toAuthorKey(name), { name: known?.name ?? name, count: (known?.count ?? 0) + 1 })
  }
  const best = [...found.values()].sort((a, b) => b.count - a.count).slice(0, MOST_AUTHORS)
  return best.map(({ name }) => ({ kind: 'author', label: name, text: `author:"${name}"` }))
}

function suggestCategories(typed: string): Suggestion[] {
  const all = listArchives().flatMap(({ categories }) => categories)
  const isMeant = ({ code, name }: { code: string; name: string }): boolean =>
    code.toLowerCase().startsWith(typed) || name.toLowerCase().startsWith(typed)
  return all
    .filter(isMeant)
    .slice(0, MOST_CATEGORIES)
    .map(({ code, name }) => ({ kind: 'category', label: `${name} (${code})`, text: `cat:${code}` }))
}
