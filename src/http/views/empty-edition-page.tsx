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
  head?: Child
  /** What must be known of it, for the masthead. */
  notices?: Child
}

/** An edition without papers: why that is so, when papers come, and what to read instead. */
export function EmptyEditionPage({ site, turn, absence, head, notices }: Props) {
  const { previous, next } = turn
  const { title, reason } = absence
  const nearest = previous ?? next
  const masthead = (
    <EditionMasthead {...turn} heading={false}>
      {notices}
    </EditionMasthead>
  )
  return (
    <QuietPage site={site} title={title} masthead={masthead} head={head}>
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
export function NoEditionPage({ site, head, notices }: Pick<Props, 'site' | 'head' | 'notices'>) {
  return (
    <QuietPage site={site} title="No edition yet" head={head}>
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
