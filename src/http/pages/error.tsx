import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppError, ErrorCode } from '../../domain/error.ts'
import { isReading } from '../allowed-methods.ts'
import { STATUS, toErrorHeaders, toPublicMessage } from '../errors.ts'
import type { Site } from '../views/layout.tsx'
import { QuietPage } from '../views/quiet-page.tsx'
import { renderPage } from './render.ts'

const TITLES: Record<ErrorCode, string> = {
  invalid: 'This address cannot be read',
  unauthenticated: 'Sign in first',
  forbidden: 'This is not yours to see',
  not_found: 'There is nothing here',
  conflict: 'Somebody else was faster',
  rate_limited: 'Not so fast',
  unavailable: 'Not just now',
  internal: 'This page could not be made',
}

/** What is said instead where something was to be changed. */
const UNDONE: Partial<Record<ErrorCode, string>> = {
  invalid: 'This could not be done',
  forbidden: 'This came from elsewhere',
  internal: 'This could not be done',
}

type Kind = { status: ContentfulStatusCode; title: string; code: string }

/** What a page says that was asked with a method that would write. */
export const WRONG_METHOD: Kind = { status: 405, title: 'This is not done here', code: '405, method not allowed' }

/**
 * An error as people read it: what happened, and where to go on.
 *
 * @param kind where the code of the error does not say it all
 */
export function errorPage(
  c: Context,
  error: AppError,
  site: Site,
  { status, title, code }: Kind = toKind(error.code, isReading(c.req.method)),
): Response | Promise<Response> {
  for (const [name, value] of Object.entries(toErrorHeaders(error))) c.header(name, value)
  const page = (
    <QuietPage site={site} title={title} code={code}>
      <p>{toPublicMessage(error).replace(/\.$/, '')}.</p>
      <p class="actions">
        <a class="button main" href="/papers">
          Read the newest edition
        </a>
      </p>
    </QuietPage>
  )
  return renderPage(c, page, { status })
}

function toKind(code: ErrorCode, isRead: boolean): Kind {
  const status = STATUS[code]
  const title = (isRead ? undefined : UNDONE[code]) ?? TITLES[code]
  return { status, title, code: `${status}, ${code.replace('_', ' ')}` }
}
