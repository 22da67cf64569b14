import { findCategoryTitle } from '../../domain/arxiv-categories.ts'
import type { TypedFilter } from '../../services/search/list-typed-filters.ts'
import type { FilterCount } from '../../services/search/searching.ts'
import { toSearchPath, type SearchPlace } from '../search-path.ts'
import { toNumber } from './wording.ts'

const GROUPS: readonly (readonly [FilterCount['kind'], string])[] = [
  ['category', 'Category'],
  ['year', 'Published'],
  ['code', 'Has'],
  ['featured', 'Featured'],
]

type Props = { filters: readonly FilterCount[]; place: SearchPlace }

/** What the results can be narrowed by, each with how many it would leave. */
export function SearchFilters({ filters, place }: Props) {
  const groups = GROUPS.map(([kind, name]) => [name, filters.filter((filter) => filter.kind === kind)] as const)
  return (
    <aside class="side facets" id="narrow" aria-label="Narrow the results">
      {groups.map(([name, members]) => members.length > 0 && <Group name={name} filters={members} place={place} />)}
    </aside>
  )
}

function Group({ name, filters, place }: Props & { name: string }) {
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <ul class="index">
        {filters.map((filter) => (
          <li>
            <a href={toFilteredPath(filter, place)} aria-current={filter.isOn ? 'true' : undefined}>
              {toFilterName(filter)}
            </a>
            <span>{toNumber(filter.count)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

type Chosen = Props & {
  /** What the query holds beside these. */
  typed: readonly TypedFilter[]
  /** Whether `SearchFilters` stand on the page. */
  mayNarrow: boolean
}

/** The filters that are on, each of which removes itself. */
export function ChosenFilters({ filters, typed, place, mayNarrow }: Chosen) {
  const chosen = filters.filter(({ isOn }) => isOn)
  if (chosen.length === 0 && typed.length === 0 && !mayNarrow) return null
  return (
    <div class="chosen">
      {chosen.map((filter) => (
        <Removed path={toFilteredPath(filter, place)} name={toFilterName(filter)} />
      ))}
      {typed.map((filter) => (
        <Removed path={toFilteredPath(filter, place)} name={filter.typed} />
      ))}
      {mayNarrow && (
        <a class="narrow" href="#narrow">
          {chosen.length > 0 ? 'Narrow further' : 'Narrow the results'}
        </a>
      )}
    </div>
  )
}

function Removed({ path, name }: { path: string; name: string }) {
  return (
    <a class="button" href={path}>
      <span class="hide">Remove </span>
      <bdi>{name}</bdi> <span aria-hidden="true">×</span>
    </a>
  )
}

function toFilteredPath({ text }: Pick<FilterCount, 'text'>, { page: _, ...place }: SearchPlace): string {
  return toSearchPath({ ...place, text })
}

/** What a filter is called: "Machine Learning", "Code", "2026". */
export function toFilterName({ kind, value }: Pick<FilterCount, 'kind' | 'value'>): string {
  if (kind === 'category') return findCategoryTitle(value) ?? value
  if (kind === 'code') return 'Code'
  if (kind === 'featured') return 'In an edition'
  return value
}
