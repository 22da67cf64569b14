import type { Context } from 'hono'
import type { AppError, ErrorCode } from '../../domain/error.ts'
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

/** An error as people read it: what happened, and where to go on. */
export function errorPage(c: Context, error: AppError, site: Site): Response | Promise<Response> {
  const status = STATUS[error.code]
  for (const [name, value] of Object.entries(toErrorHeaders(error))) c.header(name, value)
  const page = (
    <QuietPage site={site} title={TITLES[error.code]} code={`${status}, ${error.code.replace('_', ' ')}`}>
      <p>{toPublicMessage(error)}.</p>
      <p class="actions">
        <a class="button main" href="/papers">
          Read the newest edition
        </a>
      </p>
    </QuietPage>
  )
  return renderPage(c, page, { status })
}
