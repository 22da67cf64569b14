import { listArchives } from '../../domain/arxiv-categories.ts'
import { toAuthorKey } from '../../domain/author-key.ts'
import type { Headline } from '../../domain/headline.ts'
import { fold } from '../../engine/text/fold.ts'
import type { Suggestion } from './searching.ts'

const MOST_CATEGORIES = 2
const MOST_AUTHORS = 3
/** Where nothing else can be meant. */
const MOST_NAMED = 8
const FEWEST_LETTERS = 2

/** The end of a query that is being typed: what was begun, in which filter, and the query before it. */
export type Beginning = { filter?: 'author' | 'category'; before: string; begun: string }

/** Takes the filter apart that is being typed at the end of a text: `owls author:kest`, `author:"Ada K`, `cat:cs`. */
export function toBeginning(text: string): Beginning {
  const [, before, name, quoted, bare] =
    /^(.*?)(?<!\S)(au|authors?|cat|category):(?:"([^"]*)|([^\s"]*))$/is.exec(text) ?? []
  if (before === undefined || name === undefined) return { before: '', begun: text.trim() }
  const filter = name.toLowerCase().startsWith('au') ? 'author' : 'category'
  return { filter, before, begun: (quoted ?? bare ?? '').trim() }
}

/**
 * What could be meant by the beginning of a query: authors whose name has it, categories, and papers.
 *
 * @param titled papers whose titles go on as it begins, @param written papers one of whose authors' names does
 */
export function toSuggestions(
  { filter, before, begun }: Beginning,
  titled: readonly Headline[],
  written: readonly Headline[],
): Suggestion[] {
  const found = {
    author: suggestAuthors(begun, written, filter ? MOST_NAMED : MOST_AUTHORS),
    category: suggestCategories(begun, filter ? MOST_NAMED : MOST_CATEGORIES),
  }
  if (filter) return found[filter].map((one) => ({ ...one, text: before + one.text }))
  if (begun.length < FEWEST_LETTERS) return []
  return [...found.author, ...found.category, ...suggestTitles(begun, titled)]
}

/** Titles that begin so come first, then those that hold it in one stretch; of equals those of most votes. */
function suggestTitles(begun: string, titled: readonly Headline[]): Suggestion[] {
  const wanted = toParts(begun)
  const ranked = titled.flatMap((headline) => {
    const parts = toParts(headline.title)
    const isRun = (at: number) =>
      wanted.every((word, place) => isBegun(parts[at + place] ?? '', word, place === wanted.length - 1))
    const rank = isRun(0) ? 0 : parts.some((_, at) => isRun(at)) ? 1 : holdsAll(parts, wanted) ? 2 : undefined
    return rank === undefined ? [] : [{ headline, rank }]
  })
  ranked.sort((a, b) => a.rank - b.rank || b.headline.votes - a.headline.votes)
  return ranked.map(({ headline: { id, title } }) => {
    const label = title.replace(/\s+/g, ' ').trim()
    return { kind: 'title', label, text: label, paper: id }
  })
}

/** The last word is still being typed; those before it are whole. */
function isBegun(part: string, word: string, isLast: boolean): boolean {
  return isLast ? part.startsWith(word) : part === word
}

function holdsAll(parts: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((word) => parts.some((part) => part.startsWith(word)))
}

/** The words of a text as the index compares them: without accents, in lower case. */
function toParts(text: string): string[] {
  return text
    .split(/[\s.,:;()\u2010-\u2015-]+/)
    .map(fold)
    .filter((part) => part !== '')
}

/** Names in which every word that was typed begins a word; those of most papers first. */
function suggestAuthors(begun: string, written: readonly Headline[], most: number): Suggestion[] {
  const wanted = toParts(begun)
  if (wanted.length === 0) return []
  const found = new Map<string, { name: string; count: number }>()
  for (const name of written.flatMap(({ authors }) => authors)) {
    if (!holdsAll(toParts(name), wanted)) continue
    const known = found.get(toAuthorKey(name))
    found.set(toAuthorKey(name), { name: known?.name ?? name, count: (known?.count ?? 0) + 1 })
  }
  const best = [...found.values()].sort((a, b) => b.count - a.count).slice(0, most)
  return best.map(({ name }) => ({ kind: 'author', label: name, text: `author:"${name}"` }))
}

function suggestCategories(begun: string, most: number): Suggestion[] {
  const wanted = begun.toLowerCase()
  const all = listArchives().flatMap(({ categories }) => categories)
  const isMeant = ({ code, name }: { code: string; name: string }): boolean =>
    code.toLowerCase().startsWith(wanted) || name.toLowerCase().startsWith(wanted)
  return all
    .filter(isMeant)
    .slice(0, most)
    .map(({ code, name }) => ({ kind: 'category', label: `${name} (${code})`, text: `cat:${code}` }))
}
