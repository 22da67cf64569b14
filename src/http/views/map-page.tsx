import { findCategoryTitle } from '../../domain/arxiv-categories.ts'
import type { Wish } from '../../domain/subscription.ts'
import { MOST_MAPPED, type MapSubject, type PaperMap } from '../../services/search/map-papers.ts'
import { toListPath, toMapPath } from '../map-path.ts'
import { EDITION_WISHES } from '../subscriptions/views/subscribe-box.tsx'
import { Layout, type Site, SmallMasthead } from './layout.tsx'
import { MapDrawing } from './map-drawing.tsx'
import { MapRegions } from './map-regions.tsx'
import { Opening } from './opening.tsx'
import { SampleNotice } from './sample-notice.tsx'
import { toCounted, toNumber, toPeriodName } from './wording.ts'

type Props = { site: Site; subject: MapSubject; map: PaperMap }

/** The papers of an edition, a search or a category as a map, with its regions beside it. */
export function MapPage({ site, subject, map }: Props) {
  const title = toTitle(subject)
  const ids = map.regions.flatMap(({ points }) => points.map(({ headline }) => headline.id))
  return (
    <Layout
      site={site}
      title={title}
      masthead={<SmallMasthead current="map" />}
      path={toMapPath(subject)}
      wishes={toWishes(subject)}
      {...(ids.length > 0 && { head: <MapScript {...site} /> })}
    >
      <main id="main" class={ids.length > 0 ? 'page spread' : 'page plain'}>
        <div>
          <SampleNotice ids={ids} />
          <Opening title={title}>{toNote(subject, map)}</Opening>
          <div class="bar">
            <span>{ids.length > 0 ? 'A point opens its paper' : 'Nothing to draw'}</span>
            <MapTurns subject={subject} hasRegions={ids.length > 0} />
          </div>
          {map.problems.map(({ message }) => (
            <p class="notice">{message}</p>
          ))}
          {ids.length > 0 ? <Figure {...{ map, title }} /> : <NothingPlaced map={map} />}
          <MapForm text={subject.kind === 'search' ? subject.text : ''} />
        </div>
        {ids.length > 0 && <MapRegions map={map} />}
      </main>
    </Layout>
  )
}

/** The subject itself; of an edition what editions offer. */
function toWishes(subject: MapSubject): readonly Wish[] {
  if (subject.kind === 'search') return [{ kind: 'search', query: subject.text }]
  return subject.kind === 'category' ? [{ kind: 'category', code: subject.code }] : EDITION_WISHES
}

/** Draws the map anew where it can be moved and looked at closely. Without it the drawing stays as it is. */
function MapScript({ mapScript }: Site) {
  return <script type="module" src={mapScript}></script>
}

function Figure({ map, title }: { map: PaperMap; title: string }) {
  return (
    <figure class="map">
      <MapDrawing map={map} name={title} />
      <figcaption>
        Papers close in meaning stand close together. A larger dot has more votes. Distances between far regions mean
        little. The regions are listed with all their papers after the map.
      </figcaption>
    </figure>
  )
}

function MapTurns({ subject, hasRegions }: { subject: MapSubject; hasRegions: boolean }) {
  return (
    <nav aria-label="Other ways to see these papers">
      <ul>
        {hasRegions && (
          <li>
            <a href="#regions">Regions</a>
          </li>
        )}
        <li>
          <a href={toListPath(subject)}>As a list</a>
        </li>
        {subject.kind !== 'edition' && (
          <li>
            <a href="/map">Newest edition</a>
          </li>
        )}
      </ul>
    </nav>
  )
}

function MapForm({ text }: { text: string }) {
  return (
    <div class="ask">
      <form role="search" action="/map" aria-label="Map of a search">
        <label class="hide" for="q">
          Draw the map of what a search finds
        </label>
        <input id="q" name="q" type="search" value={text} placeholder="Words, author, category" maxlength={1000} />
        <button class="main">Draw</button>
      </form>
    </div>
  )
}

function NothingPlaced({ map }: { map: PaperMap }) {
  return (
    <section class="quiet">
      {map.unplaced > 0 ? (
        <p>
          {`The index has no meanings for ${map.unplaced === 1 ? 'this paper' : 'these papers'}, so there are no places to give. `}
          The list shows them.
        </p>
      ) : (
        <p>
          No paper in the index fits. What was imported a moment ago is indexed within seconds; a search with fewer
          words finds more.
        </p>
      )}
    </section>
  )
}

function toTitle(subject: MapSubject): string {
  if (subject.kind === 'edition') return `The ${subject.period.kind} as a map`
  if (subject.kind === 'search') return `“${subject.text}” as a map`
  return `${findCategoryTitle(subject.code) ?? subject.code} as a map`
}

/** "Wednesday 18 November 2026. 88 of 94 papers; six were too short to place." */
function toNote(subject: MapSubject, map: PaperMap): string {
  const date = subject.kind === 'edition' ? `${toPeriodName(subject.period)}. ` : ''
  const { count, matched, unplaced, isExact } = map
  const shown = count + unplaced
  if (shown === 0) return `${date}No papers`
  const choice = { edition: 'those of most votes', search: 'the best', category: 'the newest' }[subject.kind]
  const all = `${isExact ? '' : 'more than '}${toNumber(matched)} papers`
  const some =
    shown < MOST_MAPPED || matched <= shown ? toCounted(shown, 'paper') : `${toNumber(shown)} of ${all}, ${choice}`
  if (unplaced === 0) return `${date}${some}`
  return `${date}${toNumber(count)} of ${some}; ${toNumber(unplaced)} ${unplaced === 1 ? 'was' : 'were'} too short to place`
}
