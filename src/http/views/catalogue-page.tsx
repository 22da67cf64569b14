import type { Child } from 'hono/jsx'
import type { Wish } from '../../domain/subscription.ts'
import { MOST_COUNTED, type CatalogueHeadlines } from '../../services/catalogue/list-catalogue.ts'
import { Layout, type Site, SmallMasthead } from './layout.tsx'
import { Opening } from './opening.tsx'
import { PageTurn, PaperList } from './paper-list.tsx'
import { SampleNotice } from './sample-notice.tsx'
import { toCounted, toNumber, toRange } from './wording.ts'

type Props = {
  site: Site
  /** Whose or what papers these are. */
  title: string
  /** A line below it. */
  note?: Child
  /** The address of the same papers as a map, where they have one. */
  map?: string | undefined
  path: string
  list: CatalogueHeadlines
  /** From 0. */
  page: number
  pageSize: number
  head?: Child
  /** What it takes to be told of new ones. */
  wish: Wish
}

/** Papers of one author, category or organisation, the newest first. `list` holds one paper at least. */
export function CataloguePage({ list, page, pageSize, ...about }: Props) {
  const { site, title, note, map, path, head, wish } = about
  const names = wish.kind === 'organisation' ? { organisation: title } : {}
  const { headlines, hasMore, total } = list
  const isCounted = total < MOST_COUNTED
  const offset = page * pageSize
  const range = isCounted
    ? toRange(offset, headlines.length, total)
    : `${toNumber(offset + 1)} to ${toNumber(offset + headlines.length)} of more than ${toNumber(MOST_COUNTED)}`
  const canonical = page === 0 ? path : `${path}?p=${page}`
  return (
    <Layout {...{ site, title, head }} masthead={<SmallMasthead />} path={canonical} wishes={[wish]} names={names}>
      <main id="main" class="page plain">
        <SampleNotice ids={headlines.map(({ id }) => id)} />
        <Opening title={title}>
          {isCounted ? toCounted(total, 'paper') : `More than ${toNumber(MOST_COUNTED)} papers`}
          {note !== undefined && <> · {note}</>}
          {map !== undefined && (
            <>
              {' · '}
              <a href={map}>As a map</a>
            </>
          )}
        </Opening>
        <PaperList id="papers" title="Papers" note={`${range}, newest first`} headlines={headlines} isSingle isDated>
          <PageTurn
            {...{ path, page, pageSize, hasMore }}
            {...(isCounted && { left: total - offset - headlines.length })}
          />
        </PaperList>
      </main>
    </Layout>
  )
}
