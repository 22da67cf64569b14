import type { Context, Hono } from 'hono'

/** What reads. Preflights of scripts (OPTIONS) are answered for the API before any route is asked. */
const READING = ['GET', 'HEAD', 'OPTIONS']
const WRITING = ['POST', 'PATCH', 'DELETE']

/** Whether a method changes nothing, whoever asks for it: GET, HEAD, OPTIONS. */
export function isReading(method: string): boolean {
  return READING.includes(method)
}

/** Whether a route takes requests of a method at a path. */
export function isRouted(app: Hono, method: string, path: string): boolean {
  const [handlers] = app.router.match(method, path)
  return handlers.some(([[, route]]) => route.method === method)
}

/**
 * What the header `Allow` says of an address that was asked with a method that it does not take. `undefined` where
 * nothing is at the address, or it takes the method.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc9110#name-405-method-not-allowed
 */
export function findAllowed(app: Hono, { req: { method, path } }: Context): string | undefined {
  const isRead = isRouted(app, 'GET', path)
  const written = WRITING.filter((other) => isRouted(app, other, path))
  if ((!isRead && written.length === 0) || (isRead && isReading(method)) || written.includes(method)) return undefined
  const others = path.startsWith('/api/') ? ['OPTIONS'] : []
  return [...(isRead ? ['GET', 'HEAD'] : []), ...others, ...written].join(', ')
}
