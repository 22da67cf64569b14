import type { PaperId } from '../../domain/paper.ts'
import { MOST_EXAMPLES } from '../../services/search/searching.ts'
import { toSearchPath, type SearchPlace } from '../search-path.ts'
import { Typeset } from './typeset.tsx'

type Props = { place: SearchPlace; titles: ReadonlyMap<PaperId, string> }

/** The papers that a search goes by, each of which removes itself. Nothing where there are none. */
export function SearchExamples({ place, titles }: Props) {
  const { like = [], unlike = [] } = place
  return (
    <>
      <Examples name="Like" ids={like} {...{ place, titles }} />
      <Examples name="Unlike" ids={unlike} {...{ place, titles }} />
    </>
  )
}

function Examples({ name, ids, place, titles }: Props & { name: 'Like' | 'Unlike'; ids: readonly PaperId[] }) {
  if (ids.length === 0) return null
  return (
    <section class="examples" aria-label={`${name} these papers`}>
      <h2>{name}</h2>
      <ul>
        {ids.map((id) => (
          <li>
            <a class="button" href={toSearchPath(without(place, id))}>
              <span class="hide">Remove </span>
              <span dir="auto">
                <Typeset text={titles.get(id) ?? id} />
              </span>{' '}
              <span aria-hidden="true">×</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Links that take a found paper among the examples. Nothing in a search by words alone, and where there are many. */
export function ExampleLinks({ place, id, titleId }: { place: SearchPlace; id: PaperId; titleId: string }) {
  const { like = [], unlike = [] } = place
  if (like.length === 0 || like.length + unlike.length >= MOST_EXAMPLES) return null
  return (
    <p class="actions">
      <a href={toSearchPath({ ...place, like: [...like, id], page: 0 })} aria-describedby={titleId}>
        More like this
      </a>
      <a href={toSearchPath({ ...place, unlike: [...unlike, id], page: 0 })} aria-describedby={titleId}>
        Less like this
      </a>
    </p>
  )
}

/** Where the last paper to be like goes, those to be unlike have nothing to stand beside. */
function without({ like = [], unlike = [], ...place }: SearchPlace, id: PaperId): SearchPlace {
  const rest = like.filter((other) => other !== id)
  return { ...place, page: 0, like: rest, unlike: rest.length > 0 ? unlike.filter((other) => other !== id) : [] }
}
