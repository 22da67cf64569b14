import type { Filter } from '../index/lexical-query.ts'
import type { QueryFilter } from './search-query.ts'

/**
 * A filter in the index's own facets: `cat:cs.lg` (and `cat:cs` for a whole archive), `source:arxiv`, `code:yes`,
 * `featured:yes`, `edition:2026-05-14`. `undefined` where every paper passes.
 */
export function toLexicalFilter(filter: QueryFilter): Filter | undefined {
  const facets = [
    filter.categories.map((code) => `cat:${code}`),
    filter.sources.map((source) => `source:${source}`),
    filter.editions.map((day) => `edition:${day}`),
    filter.hasCode === true ? ['code:yes'] : [],
    filter.isFeatured === true ? ['featured:yes'] : [],
  ].filter((group) => group.length > 0)
  const without = [
    ...filter.without,
    ...(filter.hasCode === false ? ['code:yes'] : []),
    ...(filter.isFeatured === false ? ['featured:yes'] : []),
  ]
  const found: Filter = {
    ...(filter.fromDay === undefined ? {} : { fromDay: filter.fromDay }),
    ...(filter.toDay === undefined ? {} : { toDay: filter.toDay }),
    ...(facets.length > 0 ? { facets } : {}),
    ...(without.length > 0 ? { without } : {}),
  }
  return Object.keys(found).length === 0 ? undefined : found
}
