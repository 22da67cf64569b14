import type { Child } from 'hono/jsx'
import { Layout, type Site, SmallMasthead } from '../views/layout.tsx'
import { OpenGraph } from '../views/open-graph.tsx'
import { Opening } from '../views/opening.tsx'
import { FeedAlternates } from './feed-alternates.tsx'
import { FEED_FORMS, FEED_TYPES } from './feed.ts'
import { type FeedTopic, toFeedPath, toFeedTitle } from './feed-place.ts'

const PATH = '/feeds'
const DESCRIPTION = 'Papers in your feed reader: every edition, category, author, organisation and search has a feed.'

/** Which feeds there are, how to get to the others, and what stands in them. */
export function FeedsPage({ site, hasHub }: { site: Site; hasHub: boolean }) {
  return (
    <Layout
      site={site}
      title="Feeds"
      masthead={<SmallMasthead />}
      path={PATH}
      skipsTo="the page"
      head={[
        <OpenGraph site={site} title="Feeds" description={DESCRIPTION} path={PATH} />,
        <FeedAlternates topic={{ kind: 'papers' }} />,
      ]}
    >
      <main id="main" class="page plain">
        <Opening title="Feeds">{DESCRIPTION} Nobody is told who reads them.</Opening>
        <div class="columns">
          <Everyone />
          <OfAPage />
          <Votes />
          <Inside hasHub={hasHub} />
          {site.offersMail && <Private />}
        </div>
      </main>
    </Layout>
  )
}

function Part({ id, title, children }: { id: string; title: string; children: Child }) {
  return (
    <section aria-labelledby={id} class="stack">
      <div class="head">
        <h2 id={id}>{title}</h2>
      </div>
      {children}
    </section>
  )
}

const NOTES: readonly { topic: FeedTopic; note: string }[] = [
  { topic: { kind: 'papers' }, note: 'an entry for each featured paper, the newest edition first' },
  { topic: { kind: 'editions' }, note: 'an entry for each day, when it is over' },
  { topic: { kind: 'trending' }, note: 'what gets votes these days' },
]

function Everyone() {
  return (
    <Part id="all" title="For everyone">
      <dl class="facts">
        {NOTES.map(({ topic, note }) => (
          <>
            <dt>{toFeedTitle(topic)}</dt>
            <dd>
              {FEED_FORMS.map((form, place) => (
                <>
                  {place > 0 && ', '}
                  <a href={toFeedPath({ topic, form, leastVotes: 0, page: 0 })}>{FEED_TYPES[form].name}</a>
                </>
              ))}
              <br />
              <span class="note">{note}</span>
            </dd>
          </>
        ))}
      </dl>
    </Part>
  )
}

function OfAPage() {
  return (
    <Part id="pages" title="Of a page">
      <p>
        Most feed readers find a feed by the address of its page: paste that of an edition, a category, an author, an
        organisation or a search. By hand, an address is one of these, and may end in .atom, .rss or .json.
      </p>
      <ul>
        <li>
          <code>/feeds/categories/cs.LG.atom</code>
        </li>
        <li>
          <code>/feeds/authors/Ada%20Lovelace.atom</code>
        </li>
        <li>
          <code>/feeds/organisations/NAME.atom</code>
        </li>
        <li>
          <code>/feeds/search.atom?q=sparse+retrieval+cat:cs.IR</code>
        </li>
        <li>
          <code>/feeds/date/2026-11-20.atom</code>, <code>/feeds/week/2026-W47.atom</code>,{' '}
          <code>/feeds/month/2026-11.atom</code>
        </li>
      </ul>
      <p>A search brings the newest papers that hold its words, in the query language of the search page.</p>
    </Part>
  )
}

function Votes() {
  return (
    <Part id="votes" title="Only what others liked">
      <p>
        With <code>?votes=20</code> at the end of its address, a feed brings papers when they have twenty votes, and no
        others: <a href="/feeds/papers.atom?votes=20">the papers of the day with 20 votes or more</a>.
      </p>
    </Part>
  )
}

function Inside({ hasHub }: { hasHub: boolean }) {
  return (
    <Part id="inside" title="What stands in them">
      <p>
        The whole abstract with its formulas as plain text, who wrote it, and links to the paper and its code. Votes do
        not stand in them: a paper comes up again only when a new version of it does. Further pages follow a hundred
        papers.
      </p>
      <p>
        A reader may ask as often as it likes: with the tag it was given, it is told in a few bytes that nothing
        changed.{hasHub && ' Readers that know WebSub are told of changes by a hub, without asking.'}
      </p>
    </Part>
  )
}

function Private() {
  return (
    <Part id="private" title="Of your digests">
      <p>
        Each of your <a href="/subscriptions">subscriptions</a> has a feed of what its digests brought. Its address is
        on the page behind your private link; whoever has it can read along, and do nothing else.
      </p>
    </Part>
  )
}
