import type { PaperId } from '../../domain/paper.ts'
import type { Wish } from '../../domain/subscription.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { quoteWords } from '../../services/search/quote-words.ts'
import type { TypedFilter } from '../../services/search/list-typed-filters.ts'
import {
  MOST_FOUND,
  SEARCH_ORDERS,
  type SearchOrder,
  type SearchPage as Found,
} from '../../services/search/searching.ts'
import { FeedAlternates } from '../feeds/feed-alternates.tsx'
import { toMapPath } from '../map-path.ts'
import { type SearchPlace, toSearchPath } from '../search-path.ts'
import { Layout, type Site, SmallMasthead } from './layout.tsx'
import { SearchExamples } from './search-examples.tsx'
import { ChosenFilters, SearchFilters } from './search-filters.tsx'
import { SearchForm } from './search-form.tsx'
import { SearchHit } from './search-hit.tsx'
import { NothingFound } from './search-nothing.tsx'
import { toCounted, toNumber } from './wording.ts'

type Props = {
  site: Site
  place: SearchPlace
  answer: Found
  /** Of the papers given as examples, by their ids. */
  titles: ReadonlyMap<PaperId, string>
  typed: readonly TypedFilter[]
  /** What became of the address otherwise than it says. */
  notices: readonly string[]
  pageSize: number
}

const ORDER_NAMES: Readonly<Record<SearchOrder, string>> = {
  relevance: 'Relevance',
  date: 'Newest',
  votes: 'Most votes',
}

/** What a search found, or what to change where it found nothing. */
export function SearchPage({ site, place, answer, titles, typed, notices, pageSize }: Props) {
  const { found, problems, filters, isPartial } = answer
  const mayNarrow = found.length > 0 && filters.length > 0
  return (
    <Layout
      site={site}
      title={toTitle(place, titles)}
      masthead={<SmallMasthead current="search" />}
      head={[
        <SuggestScript {...site} />,
        place.text !== '' && <FeedAlternates topic={{ kind: 'search', text: place.text }} />,
      ]}
      wishes={toWishes(place)}
    >
      <main id="main" class="page spread">
        <div class="list single">
          <h1 class="hide">Search</h1>
          <SearchForm place={place} isOpen={found.length === 0} />
          <section aria-labelledby="found">
            <Notices texts={[...notices, ...problems.map(({ message }) => message)]} />
            <SearchExamples {...{ place, titles }} />
            <Said {...{ place, answer }} />
            <div class="bar">
              <h2 id="found" class="hide">
                Results
              </h2>
              <span>{toFoundNote(place, answer)}</span>
              {found.length > 0 && <Orders place={place} />}
              {found.length > 0 && <MapOfSearch place={place} />}
            </div>
            <ChosenFilters {...{ filters, typed, place, mayNarrow }} />
            {found.length === 0 && !isPartial && <NothingFound {...{ place, filters, typed }} />}
            {found.length > 0 && <Hits {...{ place, answer }} />}
            <Turn {...{ place, answer, pageSize }} />
          </section>
        </div>
        {mayNarrow && <SearchFilters {...{ filters, place }} />}
      </main>
    </Layout>
  )
}

/** The search itself, or papers like its examples; both where it has words and examples. */
function toWishes({ text, like = [] }: SearchPlace): Wish[] {
  return [
    ...(text === '' ? [] : [{ kind: 'search', query: text } as const]),
    ...(like.length === 0 ? [] : [{ kind: 'similar', papers: like } as const]),
  ]
}

/** Suggestions while typing. */
function SuggestScript({ suggestScript }: Site) {
  return <script type="module" src={suggestScript}></script>
}

/** The page of a search that has not been asked anything yet, or that could not be. @param text stands in the box */
export function AskPage({ site, text = '', notices = [] }: { site: Site; text?: string; notices?: readonly string[] }) {
  return (
    <Layout site={site} title="Search" masthead={<SmallMasthead current="search" />} head={<SuggestScript {...site} />}>
      <main id="main" class="page plain">
        <h1 class="hide">Search</h1>
        <Notices texts={notices} />
        <SearchForm place={{ text }} isOpen isFocused />
      </main>
    </Layout>
  )
}

function Notices({ texts }: { texts: readonly string[] }) {
  return (
    <>
      {texts.map((text) => (
        <p class="notice">{text}</p>
      ))}
    </>
  )
}

function Said({ place, answer }: Pick<Props, 'place' | 'answer'>) {
  const { suggestion, unknownWords, waiting, isPartial, meaningNote } = answer
  return (
    <>
      {(unknownWords ?? suggestion) !== undefined && (
        <p class="said">
          {unknownWords && (
            <>
              No paper holds <bdi>{quoteWords(unknownWords)}</bdi>.{' '}
            </>
          )}
          {suggestion !== undefined && (
            <>
              Did you mean <a href={toSearchPath({ ...place, text: suggestion, page: 0 })}>{suggestion}</a>?
            </>
          )}
        </p>
      )}
      {waiting > 0 && (
        <p class="notice">
          {toCounted(waiting, 'change')} {waiting === 1 ? 'is' : 'are'} not indexed yet: what just came may be missing
          here.
        </p>
      )}
      {meaningNote !== undefined && <p class="notice">{meaningNote}</p>}
      {isPartial && (
        <p class="notice">This search took too long and was ended early. Rarer words find more in less time.</p>
      )}
    </>
  )
}

function Hits({ place, answer: { found } }: Pick<Props, 'place' | 'answer'>) {
  return (
    <ol>
      {found.map((one, index) => (
        <SearchHit found={one} place={place} titleId={`t-${index}`} />
      ))}
    </ol>
  )
}

function Orders({ place }: Pick<Props, 'place'>) {
  const { order: current = 'relevance' } = place
  return (
    <nav aria-label="Order">
      <ul>
        {SEARCH_ORDERS.map((order) => (
          <li>
            <a href={toSearchPath({ ...place, order, page: 0 })} aria-current={order === current ? 'true' : undefined}>
              {ORDER_NAMES[order]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What is searched by example alone has no words that a map could be asked for by. */
function MapOfSearch({ place: { text } }: Pick<Props, 'place'>) {
  if (text === '') return null
  return (
    <p>
      <a href={toMapPath({ kind: 'search', text })}>As a map</a>
    </p>
  )
}

const MODE_NOTES = { hybrid: 'by words and by meaning', lexical: 'by words', dense: 'by meaning' }

function toTitle({ text, like: [first] = [] }: SearchPlace, titles: Props['titles']): string {
  if (text !== '') return text
  const title = first && titles.get(first)
  return title === undefined ? 'Search' : `Like “${toPlainText(title)}”`
}

function toFoundNote({ text, mode = 'hybrid', order = 'relevance' }: SearchPlace, answer: Found): string {
  const { matched, near = 0, isExact } = answer
  if (matched + near === 0) return 'No papers'
  const count = matched === 0 ? 'No paper' : `${isExact ? '' : 'More than '}${toCounted(matched, 'paper')}`
  const best = order !== 'relevance' && matched > MOST_FOUND ? `, of these the ${toNumber(MOST_FOUND)} best` : ''
  if (near > 0) return `${count} with the words, and ${toNumber(near)} near in meaning${best}`
  return `${count}, ${MODE_NOTES[text === '' ? 'dense' : mode]}${best}`
}

function Turn({ place, answer: { hasMore, found }, pageSize }: Pick<Props, 'place' | 'answer' | 'pageSize'>) {
  const { page = 0 } = place
  if (page === 0 && !hasMore) return null
  return (
    <nav class="turn" aria-label="Pages">
      <span>
        {page > 0 && (
          <a rel="prev" href={toSearchPath({ ...place, page: page - 1 })}>{`← Previous ${pageSize} papers`}</a>
        )}
      </span>
      {hasMore && found.length > 0 && (
        <a rel="next" href={toSearchPath({ ...place, page: page + 1 })}>{`Next ${pageSize} papers →`}</a>
      )}
    </nav>
  )
}
