import { toDayPath } from '../../domain/addresses.ts'
import type { SourceName } from '../../domain/paper.ts'
import type { UnixMs } from '../../domain/time.ts'
import { TRENDING_DAYS, TRENDING_HALF_LIFE_DAYS } from '../../domain/trending.ts'
import type { DigestStanding } from '../../services/digests/describe-digests.ts'
import type { StoreState } from '../../services/describe-store.ts'
import type { SourceDescription } from '../../services/sync/describe-sources.ts'
import { PROBLEMS_PATH } from '../sources/problems-feed.ts'
import { SOURCE_NAMES } from '../sources/source-names.ts'
import { SourceTable } from '../sources/source-table.tsx'
import { DigestSection } from './digest-section.tsx'
import { Instant } from './instant.tsx'
import { Layout, type Site, SmallMasthead } from './layout.tsx'
import { OpenGraph } from './open-graph.tsx'
import { Opening } from './opening.tsx'
import { toCounted, toDate, toLongDate, toNumber } from './wording.ts'

type Props = {
  site: Site
  state: StoreState
  sources: readonly SourceDescription[]
  switchedOff: readonly SourceName[]
  digests: DigestStanding
  now: UnixMs
}

/** What this sheet is, what it holds and how fresh that is, and how it orders papers. */
export function AboutPage({ site, state, digests, ...standing }: Props) {
  const description = 'What this sheet is, what it holds, how fresh that is, and how it orders papers.'
  return (
    <Layout
      site={site}
      title="About this sheet"
      masthead={<SmallMasthead />}
      path="/about"
      head={[
        <OpenGraph site={site} title="About this sheet" description={description} path="/about" />,
        <link rel="alternate" type="application/atom+xml" title="Problems with sources" href={PROBLEMS_PATH} />,
      ]}
    >
      <main id="main" class="page plain">
        <Opening title="About this sheet">
          Broadsheet gathers each day’s research papers and makes a dated edition of them. It is free software that
          anyone can run.
        </Opening>
        <Sources state={state} {...standing} />
        <div class="columns">
          <div class="stack">
            <State state={state} />
            <DigestSection digests={digests} now={standing.now} />
          </div>
          <Trending />
          <section aria-labelledby="order" class="stack">
            <div class="head">
              <h2 id="order">How an edition is ordered</h2>
            </div>
            <p>
              What somebody featured comes first, most votes first; equal votes stand as their source listed them. Then
              come the papers that arXiv announced for the day, most votes first, then the newest.
            </p>
            <p>
              Programs find the same under <a href="/api/openapi.json">the API</a>, which speaks the format of Daily
              Papers.
            </p>
          </section>
        </div>
      </main>
    </Layout>
  )
}

function State({ state }: { state: StoreState }) {
  const { papers, featuredPapers, oldestDay, newest, uncatalogued } = state
  return (
    <section aria-labelledby="state">
      <div class="head">
        <h2 id="state">What it holds</h2>
      </div>
      <dl class="facts">
        <dt>Papers</dt>
        <dd>{toNumber(papers)}</dd>
        <dt>Featured</dt>
        <dd>{toNumber(featuredPapers)}</dd>
        {newest && (
          <>
            <dt>Newest edition</dt>
            <dd>
              <a href={toDayPath(newest.day)}>
                <time datetime={newest.day}>{toLongDate(newest.day)}</time>
              </a>
              , {toCounted(newest.featured + newest.listed, 'paper')}
            </dd>
          </>
        )}
        {oldestDay && (
          <>
            <dt>First edition</dt>
            <dd>
              <a href={toDayPath(oldestDay)}>
                <time datetime={oldestDay}>{toDate(oldestDay)}</time>
              </a>
            </dd>
          </>
        )}
      </dl>
      {uncatalogued > 0 && (
        <p class="note">
          {toCounted(uncatalogued, 'change')} of papers {uncatalogued === 1 ? 'is' : 'are'} not yet on the pages of
          authors, categories and organisations. They will be in a moment.
        </p>
      )}
    </section>
  )
}

function Sources({ state, ...standing }: Omit<Props, 'site' | 'digests'>) {
  const asked = standing.sources.map(({ name }) => name)
  const others = state.sources.filter(({ source }) => !asked.includes(source as (typeof asked)[number]))
  return (
    <section aria-labelledby="sources" class="stack sources">
      <div class="head">
        <h2 id="sources">Where it comes from</h2>
      </div>
      <SourceTable {...standing} />
      {others.length > 0 && (
        <dl class="facts">
          {others.map(({ source, readAt }) => (
            <>
              <dt>{SOURCE_NAMES[source]}</dt>
              <dd>
                last read <Instant at={readAt} />
              </dd>
            </>
          ))}
        </dl>
      )}
    </section>
  )
}

function Trending() {
  return (
    <section aria-labelledby="trending" class="stack">
      <div class="head">
        <h2 id="trending">How trending is reckoned</h2>
        <a href="/papers/trending">Trending</a>
      </div>
      <p>
        A paper’s score is its votes, halved for every {TRENDING_HALF_LIFE_DAYS} days since the edition that featured it
        last. Papers of the last {TRENDING_DAYS} days up to the newest edition take part. Equal scores stand by votes.
      </p>
      <p>
        <math display="block">
          <mrow>
            <mi>score</mi>
            <mo>=</mo>
            <mi>votes</mi>
            <mo>·</mo>
            <msup>
              <mn>2</mn>
              <mrow>
                <mo>−</mo>
                <mi>days</mi>
                <mo>/</mo>
                <mn>{TRENDING_HALF_LIFE_DAYS}</mn>
              </mrow>
            </msup>
          </mrow>
        </math>
      </p>
    </section>
  )
}
