import type { Context, Hono } from 'hono'

/** What reads. Preflights of scripts (OPTIONS) are answered for the API before any route is asked. */
const READING = ['GET', 'HEAD'] as const
const READING_API = [...READING, 'OPTIONS'] as const

/** Whether a method changes nothing, whoever asks for it: GET, HEAD, OPTIONS. */
export function isReading(method: string): boolean {
  return (READING_API as readonly string[]).includes(method)
}

/**
 * What the header `Allow` says of an address that was asked with a method that it does not take. `undefined` where
 * nothing is at the address, or the method reads.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc9110#name-405-method-not-allowed
 */
export function findAllowed(app: Hono, { req: { method, path } }: Context): string | undefined {
  if (isReading(method)) return undefined
  const [handlers] = app.router.match('GET', path)
  const isThere = handlers.some(([[, route]]) => route.method === 'GET')
  return isThere ? (path.startsWith('/api/') ? READING_API : READING).join(', ') : undefined
}
