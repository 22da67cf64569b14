import type { Context } from 'hono'

/**
 * Names the next page in a `Link` header (RFC 8288): the same address with other values for some parameters.
 *
 * @param baseUrl the public address: what a request says of its host may be anything
 */
export function setNextLink(c: Context, baseUrl: string, changes: Record<string, string>): void {
  const { pathname, searchParams } = new URL(c.req.url)
  for (const [name, value] of Object.entries(changes)) searchParams.set(name, value)
  c.header('Link', `<${baseUrl}${pathname}?${searchParams}>; rel="next"`)
}
