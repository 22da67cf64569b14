import { findCategoryName } from '../../domain/arxiv-categories.ts'
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

/** The filters that are on, each of which removes itself. @param mayNarrow whether `SearchFilters` stand on the page */
export function ChosenFilters({ filters, place, mayNarrow }: Props & { mayNarrow: boolean }) {
  const chosen = filters.filter(({ isOn }) => isOn)
  if (chosen.length === 0 && !mayNarrow) return null
  return (
    <div class="chosen">
      {chosen.map((filter) => (
        <a class="button" href={toFilteredPath(filter, place)}>
          <span class="hide">Remove </span>
          {toFilterName(filter)} <span aria-hidden="true">×</span>
        </a>
      ))}
      {mayNarrow && (
        <a class="narrow" href="#narrow">
          {chosen.length > 0 ? 'Narrow further' : 'Narrow the results'}
        </a>
      )}
    </div>
  )
}

function toFilteredPath({ text }: FilterCount, { page: _, ...place }: SearchPlace): string {
  return toSearchPath({ ...place, text })
}

/** What a filter is called: "Machine Learning", "Code", "2026". */
export function toFilterName({ kind, value }: Pick<FilterCount, 'kind' | 'value'>): string {
  if (kind === 'category') return findCategoryName(value) ?? value
  if (kind === 'code') return 'Code'
  if (kind === 'featured') return 'In an edition'
  return value
}
