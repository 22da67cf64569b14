import type { QueryFilter } from '../../../engine/query/search-query.ts'
import type { Place, Searcher } from '../../../engine/index/searcher.ts'
import { DAY_MS, toUtcDay } from '../../../domain/time.ts'
import type { FilterCount } from '../../search/searching.ts'

const MOST_CATEGORIES = 10
const MOST_YEARS = 8

/** What some hits could be narrowed by, each with how many it would leave; what the query filters by comes first. */
export function countFilters(
  text: string,
  filter: QueryFilter,
  hits: readonly Place[],
  searcher: Searcher,
): FilterCount[] {
  const facets = new Map<string, number>()
  const years = new Map<string, number>()
  for (const hit of hits) {
    for (const facet of searcher.facetsOf(hit)) facets.set(facet, (facets.get(facet) ?? 0) + 1)
    const day = searcher.dayOf(hit)
    const year = toUtcDay(day * DAY_MS).slice(0, 4)
    if (day > 0) years.set(year, (years.get(year) ?? 0) + 1)
  }
  const count = (facet: string): number => facets.get(facet) ?? 0
  return [
    ...countCategories(text, filter, facets),
    ...countYears(text, filter, years),
    ...toChoice(text, 'code', filter.hasCode === true, count('code:yes')),
    ...toChoice(text, 'featured', filter.isFeatured === true, count('featured:yes')),
  ]
}

function countCategories(
  text: string,
  { categories }: QueryFilter,
  facets: ReadonlyMap<string, number>,
): FilterCount[] {
  // Archives ("cat:cs") stand in the index too; those with categories of their own are told by these.
  const found = [...facets].flatMap(([facet, count]) =>
    /^cat:.+[.-]/.test(facet) ? [[facet.slice(4), count] as const] : [],
  )
  const counts = new Map(found)
  const others = found.filter(([name]) => !categories.includes(name)).sort(([, a], [, b]) => b - a)
  const on = categories.map((name) => [name, counts.get(name) ?? 0] as const)
  return [...on, ...others.slice(0, MOST_CATEGORIES - on.length)].map(([name, count]) => {
    const isOn = categories.includes(name)
    return {
      kind: 'category',
      value: toShownCategory(name),
      count,
      text: toggle(text, `cat:${toShownCategory(name)}`, isOn),
      isOn,
    }
  })
}

/** "cs.lg" is written "cs.LG"; names with a hyphen are written in lower case. */
function toShownCategory(name: string): string {
  const [archive = '', kind] = name.split('.')
  return kind === undefined || kind.includes('-') ? name : `${archive}.${kind.length === 2 ? kind.toUpperCase() : kind}`
}

function countYears(text: string, { fromDay, toDay }: QueryFilter, years: ReadonlyMap<string, number>): FilterCount[] {
  const isOn = fromDay !== undefined || toDay !== undefined
  const [[newest] = ['']] = [...years].sort(([a], [b]) => (a < b ? 1 : -1))
  if (isOn) {
    const dated = /(?:^|\s)date:(\S+)/i.exec(text)?.[1]
    const count = [...years.values()].reduce((sum, number) => sum + number, 0)
    return [{ kind: 'year', value: dated ?? newest, count, text: toggle(text, `date:${dated}`, true), isOn }]
  }
  const shown = [...years].sort(([a], [b]) => (a < b ? 1 : -1)).slice(0, MOST_YEARS)
  return shown.map(([year, count]) => ({
    kind: 'year',
    value: year,
    count,
    text: toggle(text, `date:${year}`, false),
    isOn,
  }))
}

function toChoice(text: string, kind: 'code' | 'featured', isOn: boolean, count: number): FilterCount[] {
  return count > 0 || isOn ? [{ kind, value: 'yes', count, text: toggle(text, `${kind}:yes`, isOn), isOn }] : []
}

/** A query with a filter more, or less. */
function toggle(text: string, filter: string, isOn: boolean): string {
  if (!isOn) return `${text.trim()} ${filter}`.trim()
  const wanted = filter.toLowerCase()
  return text
    .split(/\s+/)
    .filter((word) => word !== '' && word.toLowerCase() !== wanted)
    .join(' ')
}
