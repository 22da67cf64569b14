import type { Context } from 'hono'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/**
 * Answers with a page. What it shows may change with the next import, so it is asked for again each time.
 *
 * A plain string goes out as it is; what `html` gives is an object around one, for which a stream would be made.
 */
export async function renderPage(
  c: Context,
  page: JSX.Element | Promise<JSX.Element>,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  c.header('Cache-Control', 'no-cache')
  return c.html(`<!doctype html>${String(await (await page).toString())}`, status)
}
