import type { MiddlewareHandler } from 'hono'

const EXPOSED = 'ETag,Link,RateLimit,RateLimit-Policy,Retry-After,X-Error-Message,X-Request-Id'

/**
 * Lets scripts of any site read an answer (CORS): there is nothing to protect, since nobody is signed in to read.
 *
 * Set before the answer is made, as the other headers are; Hono's own sets them on one that exists.
 * Source: https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export const openToAll: MiddlewareHandler = async (c, next) => {
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
