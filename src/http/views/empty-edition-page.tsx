import { isAnnouncementEvening } from '../../domain/arxiv-calendar.ts'
import type { Period } from '../../domain/period.ts'
import { addDays, type Day, toWeekday } from '../../domain/time.ts'
import { toPeriodPath } from '../paths.ts'
import { EditionMasthead, type Turn } from './edition-masthead.tsx'
import type { Site } from './layout.tsx'
import { QuietPage } from './quiet-page.tsx'
import { toLongDate, toPeriodName } from './wording.ts'

type Props = {
  site: Site
  turn: Turn
  /** The newest edition that is open. */
  openDay: Day
}

/** An edition without papers: why that is so, when papers come, and what to read instead. */
export function EmptyEditionPage({ site, turn, openDay }: Props) {
  const { period, previous, next } = turn
  const isFuture = period.from > openDay
  const nearest = previous ?? next
  return (
    <QuietPage
      site={site}
      title={isFuture ? 'Not out yet' : `Nothing ${WHEN[period.kind]}`}
      masthead={<EditionMasthead {...turn} heading={false} />}
    >
      <p>{isFuture ? toOpening(period) : toReason(period)}</p>
      {nearest && (
        <p class="actions">
          <a class="button main" href={toPeriodPath(nearest)}>
            {`Read ${nearest.kind === 'day' ? 'the edition of ' : ''}${toPeriodName(nearest)}`}
          </a>
        </p>
      )}
      {!nearest && <HowToImport />}
    </QuietPage>
  )
}

const WHEN = { day: 'on this day', week: 'in this week', month: 'in this month' }

/** Before there is any edition at all. */
export function NoEditionPage({ site }: { site: Site }) {
  return (
    <QuietPage site={site} title="No edition yet">
      <p>No paper has been imported that stands in an edition.</p>
      <HowToImport />
    </QuietPage>
  )
}

function HowToImport() {
  return (
    <p>
      Papers come in with <code>broadsheet import PATH…</code>, from files of the Daily Papers or of arXiv.
    </p>
  )
}

function toReason({ kind, from }: Period): string {
  if (kind !== 'day') return `No paper of this ${kind} has been imported.`
  return findClosure(from) ?? 'No paper of this day has been imported.'
}

function toOpening({ kind, from }: Period): string {
  if (kind !== 'day')
    return `This ${kind} has not begun. Its first edition opens the evening before, at 21:30 in New York.`
  const opening = 'An edition opens the evening before its day, at 21:30 in New York.'
  const closure = findClosure(from)
  return closure === undefined ? `The edition of ${toLongDate(from)} is not out yet. ${opening}` : closure
}

/** Why arXiv announces nothing for a day, with the next day that will have papers; `undefined` where it does. */
function findClosure(day: Day): string | undefined {
  if (isAnnouncementEvening(addDays(day, -1))) return undefined
  const weekday = toWeekday(day)
  let next = addDays(day, 1)
  while (!isAnnouncementEvening(addDays(next, -1))) next = addDays(next, 1)
  const why =
    weekday === 0 || weekday === 6
      ? 'arXiv announces no papers on Friday and Saturday evenings, so there is no edition at weekends.'
      : 'arXiv keeps a holiday and announces no papers for this day.'
  return `${why} The next edition is that of ${toLongDate(next)}.`
}
