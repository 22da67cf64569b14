import { toPeriodPath } from '../../domain/addresses.ts'
import type { Period } from '../../domain/period.ts'
import type { Child } from 'hono/jsx'
import { Sections, SubscribeLink } from './sections.tsx'
import { toNearPeriod, toPeriodName } from './wording.ts'

/** An edition's period, and the nearest ones before and after it that hold a paper. */
export type Turn = { period: Period; previous?: Period | undefined; next?: Period | undefined }

type Props = Turn & {
  /** What the edition holds, in a line; absent where it holds nothing. */
  summary?: string | undefined
  /** Whether the date is the page's heading. */
  heading: boolean
  children?: Child
}

/** The name, the date between its neighbours, the sections, and below them what must be read first. */
export function EditionMasthead({ period, previous, next, summary, heading, children }: Props) {
  const date = <time datetime={period.name}>{toPeriodName(period)}</time>
  return (
    <header class="masthead page">
      <div class="ears">
        <p>{summary ?? ''}</p>
        <SubscribeLink />
      </div>
      <p class="name">
        <a href="/">Broadsheet</a>
      </p>
      <div class="folio">
        <p>
          {previous && (
            <a rel="prev" href={toPeriodPath(previous)}>
              {`← ${toNearPeriod(previous, period)}`}
            </a>
          )}
        </p>
        {heading ? <h1>{date}</h1> : <p class="date">{date}</p>}
        <p>
          {next && (
            <a rel="next" href={toPeriodPath(next)}>
              {`${toNearPeriod(next, period)} →`}
            </a>
          )}
        </p>
      </div>
      <Sections current={period.kind} day={period.to} />
      {children}
    </header>
  )
}
