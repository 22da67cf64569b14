import type { SourceName } from '../../domain/paper.ts'
import { toIso, toUtcDay, type UnixMs } from '../../domain/time.ts'
import { TRENDING_DAYS, TRENDING_HALF_LIFE_DAYS } from '../../domain/trending.ts'
import type { StoreState } from '../../services/describe-store.ts'
import { toDayPath } from '../paths.ts'
import { Layout, type Site, SmallMasthead } from './layout.tsx'
import { OpenGraph } from './open-graph.tsx'
import { Opening } from './opening.tsx'
import { toCounted, toDate, toLongDate, toNumber } from './wording.ts'

const SOURCE_NAMES: Record<SourceName, string> = {
  arxiv: 'arXiv',
  biorxiv: 'bioRxiv',
  medrxiv: 'medRxiv',
  publisher: 'Publishers',
  openreview: 'OpenReview',
  daily_papers: 'Daily Papers',
  openalex: 'OpenAlex',
  semantic_scholar: 'Semantic Scholar',
  github: 'GitHub',
  feed: 'Feeds',
  file: 'Files',
  saved_page: 'Saved pages of Daily Papers',
  sample: 'The built-in sample',
}

/** What this sheet is, what it holds and how fresh that is, and how it orders papers. */
export function AboutPage({ site, state }: { site: Site; state: StoreState }) {
  const description = 'What this sheet is, what it holds, how fresh that is, and how it orders papers.'
  return (
    <Layout
      site={site}
      title="About this sheet"
      masthead={<SmallMasthead />}
      path="/about"
      head={<OpenGraph site={site} title="About this sheet" description={description} path="/about" />}
    >
      <main id="main" class="page plain">
        <Opening title="About this sheet">
          Broadsheet gathers each day’s research papers and makes a dated edition of them. It is free software that
          anyone can run.
        </Opening>
        <div class="columns">
          <State state={state} />
          <Sources state={state} />
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

function Sources({ state: { sources } }: { state: StoreState }) {
  return (
    <section aria-labelledby="sources">
      <div class="head">
        <h2 id="sources">Where it comes from</h2>
      </div>
      {sources.length === 0 ? (
        <p class="none">No source has been read yet.</p>
      ) : (
        <dl class="facts">
          {sources.map(({ source, readAt }) => (
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

function Instant({ at }: { at: UnixMs }) {
  const iso = toIso(at)
  return <time datetime={iso}>{`${toDate(toUtcDay(at))}, ${iso.slice(11, 16)} UTC`}</time>
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
