import type { MiddlewareHandler } from 'hono'
import { PRIVATE_FEED } from '../feeds/answer-feed.ts'
import { holdsSecret, isPersonal } from '../private-paths.ts'

/**
 * Keeps what is one reader's out of caches and search engines, errors too; and an address that holds a secret out of
 * what browsers tell of where somebody came from.
 *
 * After the answer is made, since errors are made behind the routes.
 */
export const keepPrivate: MiddlewareHandler = async (c, next) => {
  await next()
  const { path } = c.req
  if (!isPersonal(path)) return
  // A feed says so itself, and lets its reader keep it, since that asks again with its tag.
  if (c.res.headers.get('Cache-Control') !== PRIVATE_FEED) c.header('Cache-Control', 'private, no-store')
  c.header('X-Robots-Tag', 'noindex, nofollow')
  if (holdsSecret(path)) c.header('Referrer-Policy', 'no-referrer')
}
