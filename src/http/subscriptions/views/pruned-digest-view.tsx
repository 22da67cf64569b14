import type { Day } from '../../../domain/time.ts'
import type { Site } from '../../views/layout.tsx'
import { toCounted, toLongDate } from '../../views/wording.ts'
import { SimplePage } from './simple-page.tsx'

type Props = {
  site: Site
  /** The last day of its period. */
  day: Day
  /** For how many days digests are kept; absent where for ever, by now. */
  days?: number | undefined
  inboxPath: string
}

/** Says that what stood in a digest is not kept any more, and that its papers are remembered. */
export function PrunedDigestPage({ site, day, days, inboxPath }: Props) {
  const note = <time datetime={day}>{toLongDate(day)}</time>
  return (
    <SimplePage site={site} title="This digest is not kept any more" note={note}>
      {days !== undefined && <p>Digests are kept for {toCounted(days, 'day')} on this server.</p>}
      <p>
        What stood in this one has been deleted. Which papers it brought is remembered, so that none comes to you twice.
      </p>
      <p>
        <a href={inboxPath}>Your digests</a>
      </p>
    </SimplePage>
  )
}
