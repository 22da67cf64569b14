import type { Context } from 'hono'

type Range = { type: string; quality: number; place: number }

/**
 * Whether a client would rather have Markdown than HTML. The answer depends on `Accept`, so it carries `Vary: Accept`
 * from here on, whichever it is.
 */
export function prefersMarkdown(c: Context): boolean {
  c.header('Vary', 'Accept', { append: true })
  return namesMarkdownFirst(c.req.header('Accept'))
}

/**
 * Whether an `Accept` header names `text/markdown`, with a higher quality than HTML has, or with the same and before
 * HTML. A wildcard alone is a browser's or a crawler's, and gets HTML.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc9110#name-accept
 */
export function namesMarkdownFirst(accept = ''): boolean {
  if (!/markdown/i.test(accept)) return false
  const ranges = parseAccept(accept)
  const markdown = ranges.find(({ type }) => type === 'text/markdown')
  if (!markdown || markdown.quality === 0) return false
  const named = ranges.find(({ type }) => type === 'text/html')
  const html = named ?? ranges.find(({ type }) => type === 'text/*') ?? ranges.find(({ type }) => type === '*/*')
  if (!html || markdown.quality !== html.quality) return markdown.quality > (html?.quality ?? 0)
  return !named || markdown.place < named.place
}

function parseAccept(header: string): Range[] {
  return header
    .slice(0, 1000)
    .split(',')
    .map((part, place) => {
      const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return { type, place, quality: quality === undefined ? 1 : clamp(Number(quality)) }
    })
}

/** What is no number is no wish. */
function clamp(quality: number): number {
  return Number.isNaN(quality) ? 0 : Math.min(1, Math.max(0, quality))
}
