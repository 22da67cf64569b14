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
  return c.body(hydration ? insertHydration(html, hydration) : Buffer.from(encodeOnDesk(html)), status, headers)
}

/** Answers with Markdown, under the same rules. */
export function markdownResponse(c: Context, markdown: string, status: ContentfulStatusCode = 200): Response {
  if (status >= 400) c.header('ETag', undefined)
  return c.body(markdown, status, { 'Cache-Control': 'no-cache', 'Content-Type': 'text/markdown; charset=utf-8' })
}

/** Room for the markup of a page, used for one after the other: it doubles when a page asks for more. */
let desk = Buffer.allocUnsafe(1 << 18)
const encoder = new TextEncoder()
const MOST_BYTES_A_UNIT = 3

/** Text as bytes, until the next call. Into room that is there, since making room for each page costs as much again. */
function encodeOnDesk(text: string): Buffer {
  const most = text.length * MOST_BYTES_A_UNIT
  if (most > desk.length) desk = Buffer.allocUnsafe(most * 2)
  return desk.subarray(0, encoder.encodeInto(text, desk).written)
}

function insertHydration(html: string, { target, json }: PageHydration): Uint8Array<ArrayBuffer> {
  const page = encodeOnDesk(html)
  const end = page.lastIndexOf(MAIN_ENDS) // no text of a paper can hold it: they are escaped
  const [open, close] = toHydrationTag(target)
  return Buffer.concat([page.subarray(0, end), Buffer.from(open), ...json, Buffer.from(close), page.subarray(end)])
}
