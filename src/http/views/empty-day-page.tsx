import { isAnnouncementEvening } from '../../domain/arxiv-calendar.ts'
import { addDays, type Day, toWeekday } from '../../domain/time.ts'
import { EditionMasthead, type Turn } from './edition-masthead.tsx'
import type { Site } from './layout.tsx'
import { QuietPage } from './quiet-page.tsx'
import { toLongDate } from './wording.ts'

/** A day without papers: why that is so, and what to read instead. */
export function EmptyDayPage({ site, turn }: { site: Site; turn: Turn }) {
  const nearest = turn.previous ?? turn.next
  return (
    <QuietPage site={site} title="Nothing on this day" masthead={<EditionMasthead {...turn} heading={false} />}>
      <p>{toReason(turn.day)}</p>
      {nearest && (
        <p class="actions">
          <a class="button main" href={`/papers/date/${nearest}`}>
            Read the edition of {toLongDate(nearest)}
          </a>
        </p>
      )}
      {!nearest && <HowToImport />}
    </QuietPage>
  )
}

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
      Papers come in with <code>npm run -s broadsheet -- import PATH…</code>, from files of the Daily Papers or of
      arXiv.
    </p>
  )
}

function toReason(day: Day): string {
  const weekday = toWeekday(day)
  if (weekday === 0 || weekday === 6) {
    return 'arXiv announces no papers on Friday and Saturday evenings, so there is no edition at weekends.'
  }
  if (!isAnnouncementEvening(addDays(day, -1))) return 'arXiv kept a holiday and announced no papers for this day.'
  return 'No paper of this day has been imported.'
}
