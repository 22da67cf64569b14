import type { Context, MiddlewareHandler } from 'hono'
import { AppError } from '../../domain/error.ts'
import type { Clock } from '../../domain/time.ts'
import { clientAddress, isFromThisMachine } from '../client-address.ts'
import { isOneClick } from '../private-paths.ts'
import { toClientKey } from './client-key.ts'
import { type Allowance, type CountRequest, countRequests } from './request-windows.ts'

/** How many requests a client may make in five minutes, to the API and to pages; 0 is as many as it likes. */
export type RateLimits = { api: number; pages: number }

const WINDOW_SECONDS = 300
/** Some 10 MB at most. So many addresses may ask for more in a window than the server could answer. */
const MOST_CLIENTS = 50_000

/**
 * What is always answered, beside one-click unsubscription, for which providers ask on behalf of many readers: who watches over
 * the server, and files that are kept by browsers.
 */
const FREE = /^\/(?:healthz$|metrics$|public\/|icon\.svg$|favicon\.ico$|robots\.txt$)/

type Bucket = { name: string; policy: string; quota: number; count: CountRequest }

/**
 * Refuses who asks too often, and tells everybody what is left in the headers of draft-ietf-httpapi-ratelimit-headers-09
 * as the Daily Papers API does.
 *
 * A program on this machine that did not come through a proxy is never refused. Behind a proxy whose word is not trusted
 * all clients are one, since their addresses are not known.
 */
export function rateLimit({ api, pages }: RateLimits, clock: Clock): MiddlewareHandler {
  const buckets = { api: createBucket('api', api, clock), pages: createBucket('pages', pages, clock) }
  return (c, next) => {
    const { path } = c.req
    const bucket = buckets[path.startsWith('/api/') || path === '/api' ? 'api' : 'pages']
    if (!bucket || FREE.test(path) || isOneClick(c.req.method, path)) return next()
    const address = clientAddress(c)
    const allowance = isFromThisMachine(c)
      ? { remaining: bucket.quota, resetSeconds: WINDOW_SECONDS }
      : bucket.count(toClientKey(address))
    tell(c, bucket, allowance)
    if (allowance.remaining >= 0) return next()
    c.header('Retry-After', String(allowance.resetSeconds))
    throw new AppError('rate_limited', `Too many requests. Go on in ${allowance.resetSeconds} seconds`)
  }
}

function createBucket(name: string, quota: number, clock: Clock): Bucket | undefined {
  if (quota === 0) return undefined
  const policy = `"fixed window";"${name}";q=${quota};w=${WINDOW_SECONDS}`
  const limits = { quota, windowSeconds: WINDOW_SECONDS, mostClients: MOST_CLIENTS }
  return { name, policy, quota, count: countRequests(limits, clock) }
}

/** Set before the answer is made, as the other headers are. */
function tell(c: Context, { name, policy }: Bucket, { remaining, resetSeconds }: Allowance): void {
  c.header('RateLimit', `"${name}";r=${Math.max(0, remaining)};t=${resetSeconds}`)
  c.header('RateLimit-Policy', policy)
}
