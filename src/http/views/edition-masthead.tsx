import type { Child } from 'hono/jsx'
import type { Day } from '../../domain/time.ts'
import { toLongDate, toNearDate } from './wording.ts'

/** An edition's day, and the nearest days before and after it that have one. */
export type Turn = { day: Day; previous?: Day | undefined; next?: Day | undefined }

type Props = Turn & {
  /** What the edition holds, in a line; absent where it holds nothing. */
  summary?: string | undefined
  /** Whether the date is the page's heading. */
  heading: boolean
  children?: Child
}

/** The name, the date between its neighbours, and below them what must be read first. */
export function EditionMasthead({ day, previous, next, summary, heading, children }: Props) {
  const date = <time datetime={day}>{toLongDate(day)}</time>
  return (
    <header class="masthead page">
      {summary !== undefined && (
        <div class="ears">
          <p>{summary}</p>
        </div>
      )}
      <p class="name">
        <a href="/">Broadsheet</a>
      </p>
      <div class="folio">
        <p>{previous && <a rel="prev" href={`/papers/date/${previous}`}>{`← ${toNearDate(previous, day)}`}</a>}</p>
        {heading ? <h1>{date}</h1> : <p class="date">{date}</p>}
        <p>{next && <a rel="next" href={`/papers/date/${next}`}>{`${toNearDate(next, day)} →`}</a>}</p>
      </div>
      {children}
    </header>
  )
}
