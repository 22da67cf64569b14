import type { Field } from '../index/document.ts'

/** What a name before a colon asks for. */
export type FilterName = Field | 'category' | 'source' | 'code' | 'featured' | 'edition' | 'date'

// The short forms are those of arXiv's own search.
const NAMES: ReadonlyMap<string, FilterName> = new Map(
  Object.entries({
    title: 'title',
    ti: 'title',
    abstract: 'abstract',
    abs: 'abstract',
    author: 'authors',
    authors: 'authors',
    au: 'authors',
    cat: 'category',
    category: 'category',
    source: 'source',
    code: 'code',
    featured: 'featured',
    edition: 'edition',
    date: 'date',
  } satisfies Record<string, FilterName>),
)

/** The filters as they are told to readers. */
export const FILTERS_TOLD = 'author:, title:, abstract:, cat:, code:, date:, source:, featured: and edition:'

/** What a name asks for, in whatever case it was typed; `undefined` for no filter. */
export function findFilterName(name: string): FilterName | undefined {
  return NAMES.get(name.toLowerCase())
}

const EXAMPLES: Readonly<Record<FilterName, string>> = {
  title: 'title:tides',
  abstract: 'abstract:tides',
  authors: 'author:kestrel',
  category: 'cat:cs.LG',
  source: 'source:arxiv',
  code: 'code:yes',
  featured: 'featured:yes',
  edition: 'edition:2026-05-14',
  date: 'date:2026-03..2026-05',
}

/** How the filter of that name is written; `undefined` for no filter. */
export function toExample(name: string): string | undefined {
  const known = findFilterName(name)
  return known && EXAMPLES[known]
}
