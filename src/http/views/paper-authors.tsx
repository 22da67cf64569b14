import type { Child } from 'hono/jsx'
import { isPathName, toAuthorPath, toOrganizationPath } from '../../domain/addresses.ts'
import type { Paper } from '../../domain/paper.ts'
import { foldText } from '../../platform/plain-text.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { toCounted } from './wording.ts'

const SHOWN_AUTHORS = 12

/** Who wrote a paper, each a link, folded where they are many; and the organisation it is from. */
export function PaperAuthors({ paper }: { paper: Paper }) {
  const { authors = [], authorCount, organization } = paper.fields
  // One name more than fits is shown: a fold that hides a single name saves nothing.
  const shown = authors.length <= SHOWN_AUTHORS + 1 ? authors : authors.slice(0, SHOWN_AUTHORS)
  const folded = authors.slice(shown.length)
  return (
    <div class="byline">
      {shown.length === 0 && authorCount !== undefined && <b>{toCounted(authorCount, 'author')}</b>}
      <AuthorLinks names={shown} bold />
      {folded.length > 0 && (
        <>
          {' '}
          <span>and</span>{' '}
          <details>
            <summary>{`${toCounted(folded.length, 'more author')}`}</summary>{' '}
            <span>
              <AuthorLinks names={folded} />
            </span>
          </details>
        </>
      )}
      {organization && (
        <div>
          <a href={isPathName(organization.handle) ? toOrganizationPath(organization.handle) : undefined}>
            {foldText(organization.fullname ?? organization.handle)}
          </a>
        </div>
      )}
    </div>
  )
}

function AuthorLinks({ names, bold = false }: { names: readonly string[]; bold?: boolean }) {
  return (
    <>
      {names.map((name, index): Child => {
        const text = foldText(name)
        return (
          <>
            {index > 0 && ', '}
            <a href={isPathName(text) ? toAuthorPath(text) : undefined} dir="auto">
              {bold ? <b>{toPlainText(text)}</b> : toPlainText(text)}
            </a>
          </>
        )
      })}
    </>
  )
}
