import type { Day } from '../../domain/time.ts'
import { explainAbsence } from '../absence.ts'
import { toPeriodPath } from '../paths.ts'
import { EditionMasthead, type Turn } from './edition-masthead.tsx'
import type { Site } from './layout.tsx'
import { QuietPage } from './quiet-page.tsx'
import { toPeriodName } from './wording.ts'

type Props = {
  site: Site
  turn: Turn
  /** The newest edition that is open. */
  openDay: Day
}

/** An edition without papers: why that is so, when papers come, and what to read instead. */
export function EmptyEditionPage({ site, turn, openDay }: Props) {
  const { period, previous, next } = turn
  const { title, reason } = explainAbsence(period, openDay)
  const nearest = previous ?? next
  return (
    <QuietPage site={site} title={title} masthead={<EditionMasthead {...turn} heading={false} />}>
      <p>{reason}</p>
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
