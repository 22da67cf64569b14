import { transcode } from 'node:buffer'
import type { Context } from 'hono'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AttributeBytes } from '../api/hydration.ts'
import { toHydrationTag } from '../views/hydration-tag.ts'

/** Data for programs that read pages, to stand at the end of `main`. */
export type PageHydration = { target: 'DailyPapers' | 'PaperContent'; json: AttributeBytes }

type Options = {
  status?: ContentfulStatusCode
  /** Data for programs that read pages, to stand at the end of `main`. */
  hydration?: PageHydration
}

const DOCTYPE = '<!doctype html>'
const MAIN_ENDS = '</main>'

/**
 * Answers with a page. What it shows may change with the next import, so it is asked for again each time.
 *
 * It goes out as bytes: of a string the server would count the bytes first, and of what `html` gives it would make a
 * stream. The data for programs, nine tenths of a page, are only copied to their place.
 */
export async function renderPage(
  c: Context,
  page: JSX.Element | Promise<JSX.Element>,
  { status = 200, hydration }: Options = {},
): Promise<Response> {
  if (status >= 400) c.header('ETag', undefined) // it tells of what could not be shown
  const html = DOCTYPE + String(await (await page).toString())
  const headers = { 'Cache-Control': 'no-cache', 'Content-Type': 'text/html; charset=UTF-8' }
  return c.body(hydration ? insertHydration(html, hydration) : encodeMarkup(html), status, headers)
}

/** Answers with Markdown, under the same rules. */
export function markdownResponse(c: Context, markdown: string, status: ContentfulStatusCode = 200): Response {
  if (status >= 400) c.header('ETag', undefined)
  return c.body(markdown, status, { 'Cache-Control': 'no-cache', 'Content-Type': 'text/markdown; charset=utf-8' })
}

/** Room for the markup of a page, used for one after the other: it doubles when a page asks for more. */
let desk = Buffer.allocUnsafe(1 << 18)

/**
 * Markup as UTF-8. By way of UTF-16, which takes half as long: a title with a dash or a quote makes the whole page a
 * string of two bytes a letter, and those V8 encodes one by one.
 */
function encodeMarkup(html: string): Buffer<ArrayBuffer> {
  if (2 * html.length > desk.length) desk = Buffer.allocUnsafe(4 * html.length)
  const units = desk.subarray(0, desk.write(html, 'utf16le'))
  try {
    return transcode(units, 'utf16le', 'utf8') as Buffer<ArrayBuffer> // it makes a new one, which its type does not tell
  } catch {
    return Buffer.from(html) // half a pair stands in it, which only this puts right
  }
}

function insertHydration(html: string, { target, json }: PageHydration): Uint8Array<ArrayBuffer> {
  const page = encodeMarkup(html)
  const end = page.lastIndexOf(MAIN_ENDS) // no text of a paper can hold it: they are escaped
  const [open, close] = toHydrationTag(target)
  return Buffer.concat([page.subarray(0, end), Buffer.from(open), ...json, Buffer.from(close), page.subarray(end)])
}
