import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Answers with a page. What it shows may change with the next import, so it is asked for again each time. */
export function renderPage(c: Context, page: Child, status: ContentfulStatusCode = 200): Response | Promise<Response> {
  c.header('Cache-Control', 'no-cache')
  return c.html(html`<!doctype html>${page}`, status)
}
