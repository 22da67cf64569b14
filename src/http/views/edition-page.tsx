import type { Child } from 'hono/jsx'
import { toPeriodPath } from '../../domain/addresses.ts'
import type { Headline } from '../../domain/headline.ts'
import type { EditionHeadlines } from '../../services/list-edition.ts'
import { EDITION_WISHES, SubscribeBox } from '../subscriptions/views/subscribe-box.tsx'
import { Calendar, type CalendarMonth } from './calendar.tsx'
import { EditionMasthead, type Turn } from './edition-masthead.tsx'
import { Layout, type Site } from './layout.tsx'
import { LeadPaper, SecondPaper } from './paper-item.tsx'
import { PageTurn, PaperList } from './paper-list.tsx'
import { SampleNotice } from './sample-notice.tsx'
import { toCounted, toNumber, toPeriodName, toRange } from './wording.ts'

type Props = {
  site: Site
  turn: Turn
  edition: EditionHeadlines
  /** From 0. */
  page: number
  pageSize: number
  calendar: CalendarMonth
  head?: Child
  /** What must be known before it is read, for the masthead. */
  notices?: Child
  /** Whether it loads itself again. */
  reloads: boolean
}

/** A front page has one lead and a second rank of six. */
const SECONDS = 6

/** One page of an edition: what was featured, then the rest. `edition` holds one paper at least. */
export function EditionPage({ site, turn, edition, page, pageSize, calendar, head, notices, reloads }: Props) {
  const { period } = turn
  const { headlines, featured, listed, hasMore } = edition
  const summary = `${toCounted(featured + listed, 'paper')}${featured > 0 ? `, ${toNumber(featured)} featured` : ''}`
  const path = toPeriodPath(period)
  const [front, rest] = page === 0 ? split(headlines, SECONDS + 1) : [[], headlines]
  const masthead = (
    <EditionMasthead {...turn} summary={summary} heading>
      {notices ?? <SampleNotice ids={headlines.map(({ id }) => id)} />}
    </EditionMasthead>
  )
  const left = featured + listed - (page + 1) * pageSize
  return (
    <Layout
      site={site}
      title={toPeriodName(period)}
      masthead={masthead}
      path={page === 0 ? path : `${path}?p=${page}`}
      json={`/api/daily_papers?${period.kind === 'day' ? 'date' : period.kind}=${period.name}`}
      markdown={`${path}.md`}
      head={head}
      reloads={reloads}
      wishes={[]}
    >
      <main id="main" class="page spread edition">
        <Front headlines={front} />
        <Lists headlines={rest} offset={page * pageSize + front.length} {...{ featured, listed, period: period.kind }}>
          <PageTurn {...{ path, page, pageSize, left, hasMore }} />
        </Lists>
        <aside class="side" aria-label="About this edition">
          <Calendar {...calendar} current={period.kind === 'day' ? period.from : undefined} />
          <SubscribeBox wishes={EDITION_WISHES} offersMail={site.offersMail} isAway={reloads} />
        </aside>
      </main>
    </Layout>
  )
}

function split<T>(values: readonly T[], at: number): [T[], T[]] {
  return [values.slice(0, at), values.slice(at)]
}

function Front({ headlines }: { headlines: readonly Headline[] }) {
  const [lead, ...seconds] = headlines
  if (!lead) return null
  return (
    <>
      <LeadPaper headline={lead} />
      {seconds.length > 0 && (
        <section aria-labelledby="also">
          <div class="head">
            <h2 id="also">Also on the front page</h2>
          </div>
          <div class="columns">
            {seconds.map((headline) => (
              <SecondPaper headline={headline} />
            ))}
          </div>
        </section>
      )}
    </>
  )
}

type ListsProps = {
  headlines: readonly Headline[]
  /** The place of the first of them in the edition, from 0. */
  offset: number
  featured: number
  listed: number
  period: 'day' | 'week' | 'month'
  children: Child
}

/** Featured papers, then those that arXiv announced, each under a heading of their own. */
function Lists({ headlines, offset, featured, listed, period, children }: ListsProps) {
  const [first, rest] = split(headlines, Math.max(0, featured - offset))
  const firstNote = `${toRange(offset, first.length, featured)}, by votes`
  const restOffset = Math.max(0, offset - featured)
  return (
    <>
      {first.length > 0 && (
        <PaperList id="featured" title="Featured" note={firstNote} headlines={first}>
          {rest.length === 0 && children}
        </PaperList>
      )}
      {rest.length > 0 && (
        <PaperList
          id="rest"
          title={featured > 0 ? `The rest of the ${period}` : 'Announced by arXiv'}
          note={`${toRange(restOffset, rest.length, listed)}, by votes, then newest first`}
          headlines={rest}
        >
          {children}
        </PaperList>
      )}
    </>
  )
}
