import type { IndexedDocument } from '../../engine/index/document.ts'
import { DAY_MS, fromUtcDay } from '../../domain/time.ts'
import type { SearchablePaper } from '../../store/searchable-papers.ts'

/** A paper as the engine takes it in: the one place where the two vocabularies meet. */
export function toDocument(paper: SearchablePaper): IndexedDocument {
  const { id, title, abstract, authors, day, votes } = paper
  return {
    id,
    title,
    abstract,
    authors,
    day: day === undefined ? 0 : fromUtcDay(day) / DAY_MS,
    facets: toFacets(paper),
    votes,
  }
}

/** What the query language filters by: "cat:cs.lg" and its archive "cat:cs", "source:arxiv", "code:yes" and so on. */
function toFacets({ categories, sources, hasCode, featuredOn, listedOn }: SearchablePaper): string[] {
  const kinds = categories.map((name) => name.toLowerCase())
  const archives = kinds.map((name) => name.split('.')[0] ?? name)
  const days = listedOn === undefined ? featuredOn : [...featuredOn, listedOn]
  return [
    ...[...new Set([...kinds, ...archives])].map((name) => `cat:${name}`),
    ...sources.map((source) => `source:${source}`),
    ...(hasCode ? ['code:yes'] : []),
    ...(featuredOn.length > 0 ? ['featured:yes'] : []),
    ...days.map((day) => `edition:${day}`),
  ]
}
