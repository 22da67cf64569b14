import type { Child } from 'hono/jsx'
import type { Headline } from '../../domain/headline.ts'
import { PaperItem } from './paper-item.tsx'

type Props = {
  id: string
  title: string
  /** What is shown of how many, and in which order. */
  note: string
  headlines: readonly Headline[]
  /** One column, for lists that are read from top to bottom. */
  isSingle?: boolean
  /** Each paper with the day on which it was featured, or else published: for lists of many days. */
  isDated?: boolean
  children?: Child
}

/** A list of papers under a heading; what turns the page comes as children. */
export function PaperList({ id, title, note, headlines, isSingle = false, isDated = false, children }: Props) {
  return (
    <section class={isSingle ? 'list single' : 'list'} aria-labelledby={id}>
      <div class="head">
        <h2 id={id}>{title}</h2>
        <span>{note}</span>
      </div>
      <ol>
        {headlines.map((headline) => (
          <PaperItem headline={headline} isDated={isDated} />
        ))}
      </ol>
      {children}
    </section>
  )
}

type TurnProps = {
  /** The list's address without a page. */
  path: string
  /** From 0. */
  page: number
  pageSize: number
  /** How many papers follow; absent where nobody counted them. */
  left?: number
  hasMore: boolean
}

/** Links to the pages before and after. */
export function PageTurn({ path, page, pageSize, left, hasMore }: TurnProps) {
  if (page === 0 && !hasMore) return null
  const next = left === undefined ? pageSize : Math.min(left, pageSize)
  return (
    <nav class="turn" aria-label="Pages">
      <span>
        {page > 0 && (
          <a rel="prev" href={page === 1 ? path : `${path}?p=${page - 1}`}>{`← Previous ${pageSize} papers`}</a>
        )}
      </span>
      {hasMore && (
        <a rel="next" href={`${path}?p=${page + 1}`}>{`Next ${next === 1 ? 'paper' : `${next} papers`} →`}</a>
      )}
    </nav>
  )
}
