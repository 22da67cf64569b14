import type { TypedFilter } from '../../services/search/list-typed-filters.ts'
import type { FilterCount } from '../../services/search/searching.ts'
import { toSearchPath, type SearchPlace } from '../search-path.ts'
import { toFilterName } from './search-filters.tsx'

type Props = { place: SearchPlace; filters: readonly FilterCount[]; typed: readonly TypedFilter[] }

/** What to change where nothing was found, in the order of what most likely helps. */
export function NothingFound({ place, filters, typed }: Props) {
  const chosen = filters.filter(({ isOn }) => isOn).map((filter) => ({ ...filter, typed: toFilterName(filter) }))
  const { text, mode, page = 0 } = place
  return (
    <section class="quiet">
      <h3>{page > 0 ? 'No more papers match that' : 'Nothing here matches that'}</h3>
      <ul>
        {page > 0 && (
          <li>
            <a href={toSearchPath({ ...place, page: 0 })}>Go back to the first page</a>
          </li>
        )}
        {[...chosen, ...typed].map((filter) => (
          <li>
            <a href={toSearchPath({ ...place, text: filter.text, page: 0 })}>
              Search without “<bdi>{filter.typed}</bdi>”
            </a>
          </li>
        ))}
        {text.includes('"') && <li>Leave out the quotation marks: words are then found in any order.</li>}
        {mode === 'lexical' && (
          <li>
            <a href={toSearchPath({ ...place, mode: 'hybrid', page: 0 })}>Search by meaning, too</a>
          </li>
        )}
        {text !== '' && <li>Use fewer words, or others for the same thing.</li>}
        <li>
          <a href="/categories">Look through a category</a>
        </li>
      </ul>
    </section>
  )
}
