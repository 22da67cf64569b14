import { toPaperPath } from '../../domain/addresses.ts'
import type { Paper } from '../../domain/paper.ts'
import type { Site } from './layout.tsx'
import { QuietPage } from './quiet-page.tsx'
import { Typeset } from './typeset.tsx'

type Props = {
  site: Site
  /** As it was asked for; '' where it was too long to repeat, or no text. */
  id: string
  /** What is wrong with the id. */
  reason?: string | undefined
  /** Papers of this server that may have been meant. */
  meant: readonly Paper[]
  /** Where else the paper may be. */
  elsewhere?: { name: string; url: string } | undefined
}

/** There is no such paper, and what to do about it. */
export function MissingPaperPage({ site, id, reason, meant, elsewhere }: Props) {
  const title = id === '' || id.length > 60 ? 'There is no such paper here' : `There is no paper ${id} here`
  return (
    <QuietPage site={site} title={title} code="404, not found">
      {reason !== undefined && <p>{reason}</p>}
      {meant.map(({ id: meantId, fields }) => (
        <p>
          You may have meant <a href={toPaperPath(meantId)}>{meantId}</a>,{' '}
          <i dir="auto">
            <Typeset text={fields.title} />
          </i>
          .
        </p>
      ))}
      {reason === undefined && (
        <p>
          {elsewhere
            ? 'Its id is in good order, but no paper of this id has been imported.'
            : 'Papers are found by their arXiv id, such as 2401.01234 or hep-th/9901001, by an address at arXiv, or by a DOI.'}
        </p>
      )}
      <p class="actions">
        {elsewhere && meant.length === 0 && (
          <a class="button main" href={elsewhere.url}>
            Look for it at {elsewhere.name}
          </a>
        )}
        <a class={elsewhere && meant.length === 0 ? 'button' : 'button main'} href="/papers">
          Read the newest edition
        </a>
      </p>
    </QuietPage>
  )
}
