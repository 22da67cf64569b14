import type { Child } from 'hono/jsx'
import { toPeriodPath } from '../../domain/addresses.ts'
import { EditionMasthead, type Turn } from './edition-masthead.tsx'
import type { Site } from './layout.tsx'
import { QuietPage } from './quiet-page.tsx'
import { toPeriodName } from './wording.ts'

type Props = {
  site: Site
  turn: Turn
  /** Why that is so, in a heading and a few sentences. */
  absence: { title: string; reason: string }
  /** What must be known of it, for the masthead. */
  notices?: Child
  /** Whether it loads itself again. */
  reloads: boolean
}

/** An edition without papers: why that is so, when papers come, and what to read instead. */
export function EmptyEditionPage({ site, turn, absence, notices, reloads }: Props) {
  const { previous, next } = turn
  const { title, reason } = absence
  const nearest = previous ?? next
  const masthead = (
    <EditionMasthead {...turn} heading={false}>
      {notices}
    </EditionMasthead>
  )
  return (
    <QuietPage site={site} title={title} masthead={masthead} reloads={reloads}>
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
export function NoEditionPage({ site, notices, reloads }: Pick<Props, 'site' | 'notices' | 'reloads'>) {
  return (
    <QuietPage site={site} title="No edition yet" reloads={reloads}>
      {notices}
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
