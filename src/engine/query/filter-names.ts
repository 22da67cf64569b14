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
