import type { HeadlinePart } from '../../domain/headline.ts'
import { TRENDING_DAYS, TRENDING_HALF_LIFE_DAYS } from '../../domain/trending.ts'
import { FeedAlternates } from '../feeds/feed-alternates.tsx'
import { Layout, type Site, SmallMasthead } from './layout.tsx'
import { OpenGraph } from './open-graph.tsx'
import { Opening } from './opening.tsx'
import { PageTurn, PaperList } from './paper-list.tsx'
import { SampleNotice } from './sample-notice.tsx'
import { toNumber } from './wording.ts'

type Props = {
  site: Site
  list: HeadlinePart
  /** From 0. */
  page: number
  pageSize: number
}

const PATH = '/papers/trending'
/** By what trends, in a line. */
export const TRENDING_RULE = `Votes on papers of the last ${TRENDING_DAYS} days; after ${TRENDING_HALF_LIFE_DAYS} days a vote counts half`

/** What trends, and by which rule. */
export function TrendingPage({ site, list, page, pageSize }: Props) {
  const { headlines, hasMore } = list
  const offset = page * pageSize
  return (
    <Layout
      site={site}
      title="Trending"
      masthead={<SmallMasthead current="trending" />}
      path={page === 0 ? PATH : `${PATH}?p=${page}`}
      json="/api/daily_papers?sort=trending"
      markdown={`${PATH}.md`}
      head={[
        <OpenGraph site={site} title="Trending papers" description={`${TRENDING_RULE}.`} path={PATH} />,
        <FeedAlternates topic={{ kind: 'trending' }} />,
      ]}
    >
      <main id="main" class="page plain">
        <SampleNotice ids={headlines.map(({ id }) => id)} />
        <Opening title="Trending">
          {TRENDING_RULE}. <a href="/about#trending">How it is reckoned</a>
        </Opening>
        {headlines.length === 0 ? (
          <p>There is no edition yet, so nothing trends.</p>
        ) : (
          <PaperList
            id="papers"
            title="Papers"
            note={`${toNumber(offset + 1)} to ${toNumber(offset + headlines.length)}, the most trending first`}
            headlines={headlines}
            isSingle
            isDated
          >
            <PageTurn path={PATH} {...{ page, pageSize, hasMore }} />
          </PaperList>
        )}
      </main>
    </Layout>
  )
}
