import type { DayPart, EditionItem } from '../../services/list-edition.ts'
import { EditionMasthead, type Turn } from './edition-masthead.tsx'
import { Layout, type Site } from './layout.tsx'
import { PaperItem } from './paper-item.tsx'
import { SampleNotice } from './sample-notice.tsx'
import { toCounted, toLongDate, toNumber } from './wording.ts'

type Props = {
  site: Site
  turn: Turn
  part: DayPart
  /** From 0. */
  page: number
  pageSize: number
}

/** One page of a day's edition: what was featured, then the rest. `part` holds one paper at least. */
export function EditionPage({ site, turn, part, page, pageSize }: Props) {
  const { items, featured, listed } = part
  const first = items.filter(({ entry }) => entry)
  const rest = items.filter(({ entry }) => !entry)
  const summary = `${toCounted(featured + listed, 'paper')}${featured > 0 ? `, ${toNumber(featured)} featured` : ''}`
  const offset = page * pageSize
  const masthead = (
    <EditionMasthead {...turn} summary={summary} heading>
      <SampleNotice papers={items.map(({ paper }) => paper)} />
    </EditionMasthead>
  )
  const turnPage = <PageTurn path={`/papers/date/${turn.day}`} {...{ part, page, pageSize }} />
  return (
    <Layout site={site} title={toLongDate(turn.day)} masthead={masthead} json={`/api/daily_papers?date=${turn.day}`}>
      <main id="main" class="page spread edition">
        {first.length > 0 && (
          <PaperList id="featured" title="Featured" items={first} offset={offset} total={featured} order="by votes">
            {rest.length === 0 && turnPage}
          </PaperList>
        )}
        {rest.length > 0 && (
          <PaperList
            id="rest"
            title={featured > 0 ? 'The rest of the day' : 'Announced by arXiv'}
            items={rest}
            offset={Math.max(0, offset - featured)}
            total={listed}
            order="by votes, then newest first"
          >
            {turnPage}
          </PaperList>
        )}
      </main>
    </Layout>
  )
}

type ListProps = {
  id: string
  title: string
  items: readonly EditionItem[]
  offset: number
  total: number
  order: string
  children?: unknown
}

function PaperList({ id, title, items, offset, total, order, children }: ListProps) {
  const isWhole = items.length === total
  const range = `${toNumber(offset + 1)} to ${toNumber(offset + items.length)} of ${toNumber(total)}`
  return (
    <section class="list" aria-labelledby={id}>
      <div class="head">
        <h2 id={id}>{title}</h2>
        <span>{`${isWhole ? toCounted(total, 'paper') : range}, ${order}`}</span>
      </div>
      <ol>
        {items.map((item) => (
          <PaperItem {...item} />
        ))}
      </ol>
      {children}
    </section>
  )
}

type TurnProps = { path: string; part: DayPart; page: number; pageSize: number }

function PageTurn({ path, part, page, pageSize }: TurnProps) {
  if (page === 0 && !part.hasMore) return null
  const left = part.featured + part.listed - (page + 1) * pageSize
  return (
    <nav class="turn" aria-label="Pages">
      <span>{page > 0 && <a href={page === 1 ? path : `${path}?p=${page - 1}`}>← Previous {pageSize} papers</a>}</span>
      {part.hasMore && <a href={`${path}?p=${page + 1}`}>{`Next ${toCounted(Math.min(left, pageSize), 'paper')} →`}</a>}
    </nav>
  )
}
