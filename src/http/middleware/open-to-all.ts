import type { Context, MiddlewareHandler } from 'hono'
import { isReading } from '../allowed-methods.ts'
import { holdsSecret } from '../private-paths.ts'

const EXPOSED = 'ETag,Link,RateLimit,RateLimit-Policy,Retry-After,X-Error-Message,X-Request-Id'

/**
 * Lets scripts of any site read an answer (CORS): there is nothing to protect, since nobody is signed in to read. What would
 * change something, or stands behind a secret, is for programs and for our own pages: a preflight for it is not granted.
 *
 * Set before the answer is made, as the other headers are; Hono's own sets them on one that exists.
 * Source: https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export const openToAll: MiddlewareHandler = async (c, next) => {
  if (!isOpen(c)) return c.req.method === 'OPTIONS' ? c.body(null, 204) : next()
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Access-Control-Expose-Headers', EXPOSED)
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
  if (c.req.method !== 'OPTIONS') return next()
  return c.body(null, 204, {
    'Access-Control-Allow-Methods': 'GET,HEAD',
    'Access-Control-Allow-Headers': c.req.header('Access-Control-Request-Headers') ?? '*',
    'Access-Control-Max-Age': '86400',
  })
}

/** A preflight tells the method that it is for; browsers would not even compare `POST` with those that are allowed. */
function isOpen({ req }: Context): boolean {
  const method = req.method === 'OPTIONS' ? (req.header('Access-Control-Request-Method') ?? 'GET') : req.method
  return isReading(method) && !holdsSecret(req.path)
}
