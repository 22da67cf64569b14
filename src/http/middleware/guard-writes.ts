import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { AppError } from '../../domain/error.ts'
import type { Clock } from '../../domain/time.ts'
import { isReading } from '../allowed-methods.ts'
import { clientNetwork, isFromThisMachine } from '../client-address.ts'
import { holdsSecret, isOneClick } from '../private-paths.ts'
import { countRequests } from './request-windows.ts'

/** A form of ours has some hundred bytes; a search in it may have a thousand letters of nine bytes each, encoded. */
const MOST_BYTES = 8 * 1024
const [WINDOW_SECONDS, MOST_WRITES, MOST_CLIENTS] = [300, 60, 50_000]
const FORM = /^application\/x-www-form-urlencoded\b/i
const JSON_TYPE = /^application\/json\b/i

/** What a browser says of a request from a page of the same origin, and of one that no page made. */
const OWN_SITES = ['same-origin', 'none']

type Options = {
  baseUrl: string
  clock: Clock
  /** Whether something is at the address that takes the method of the request. */
  isTaken: (c: Context) => boolean
}

/**
 * What every request passes that would change something: it comes from a page of ours or from a program, which tells of no
 * page at all; its body is short; and there are not too many of its kind.
 *
 * One-click unsubscription is asked for by mail providers: from anywhere, and by many readers from one address. Its
 * address holds a signature.
 *
 * To be put behind `refuseBodies`, which leaves the method of a request that nothing takes to be refused.
 */
export function guardWrites({ baseUrl, clock, isTaken }: Options): MiddlewareHandler {
  const refuseFrequent = limitWrites(clock)
  const refuseStrange = refuseStrangers(baseUrl)
  const refuseLong = bodyLimit({ maxSize: MOST_BYTES, onError: refuseLongBody })
  return (c, next) => {
    if (isReading(c.req.method) || !isTaken(c)) return next()
    if (isOneClick(c.req.method, c.req.path)) return refuseLong(c, next)
    refuseFrequent(c)
    if (isBareDelete(c)) return refuseLong(c, next)
    return refuseStrange(c, async () => {
      refuseOtherTypes(c)
      await refuseLong(c, next)
    })
  }
}

/** Programs on this machine may write as often as they like, as with `rateLimit`. */
function limitWrites(clock: Clock): (c: Context) => void {
  const limits = { quota: MOST_WRITES, windowSeconds: WINDOW_SECONDS, mostClients: MOST_CLIENTS }
  const count = countRequests(limits, clock)
  return (c) => {
    if (isFromThisMachine(c)) return
    const { remaining, resetSeconds } = count(clientNetwork(c))
    if (remaining >= 0) return
    c.header('Retry-After', String(resetSeconds))
    throw new AppError('rate_limited', `Too many requests that change something. Go on in ${resetSeconds} seconds`)
  }
}

/**
 * Hono's check of `Sec-Fetch-Site` and `Origin`. Browsers tell neither where a page that hides its address is shown over
 * plain HTTP: there the secret in the address is what shows that the form is ours.
 */
function refuseStrangers(baseUrl: string): MiddlewareHandler {
  const isOurs = (origin: string, c: Context): boolean =>
    origin === baseUrl || (origin === 'null' && c.req.header('Sec-Fetch-Site') === undefined && holdsSecret(c.req.path))
  const check = csrf({ origin: isOurs, secFetchSite: 'same-origin' })
  return async (c, next) => {
    let hasPassed = false
    try {
      refuseForeign(c, isOurs)
      return await check(c, () => {
        hasPassed = true
        return next()
      })
    } catch (thrown) {
      if (hasPassed || !(thrown instanceof HTTPException)) throw thrown
      c.header('Connection', 'close')
      throw new AppError(
        'forbidden',
        `This was not sent from a page of ${baseUrl}, so nothing was changed. Open the page there and send it again`,
        { cause: thrown },
      )
    }
  }
}

/** Hono looks at forms alone: of all else, a browser tells whence it comes, and a program nothing. */
function refuseForeign(c: Context, isOurs: (origin: string, c: Context) => boolean): void {
  const [origin, site] = [c.req.header('Origin'), c.req.header('Sec-Fetch-Site')]
  const isForeign = site === undefined ? origin !== undefined && !isOurs(origin, c) : !OWN_SITES.includes(site)
  if (isForeign) throw new HTTPException(403)
}

/** Hono takes a request without a type for a form; a DELETE by a program has none, and one by a browser says whence. */
function isBareDelete({ req }: Context): boolean {
  const told = ['Content-Type', 'Origin', 'Sec-Fetch-Site']
  return req.method === 'DELETE' && told.every((name) => req.header(name) === undefined)
}

/** A body that nothing reads is not read. */
function refuseOtherTypes(c: Context): void {
  const type = c.req.header('Content-Type')
  const isKnown = type !== undefined && (c.req.path.startsWith('/api/') ? JSON_TYPE : FORM).test(type)
  if (isKnown) return
  c.header('Connection', 'close')
  throw new AppError('invalid', 'Content-Type: expected application/json to the API, or what a form of ours sends')
}

function refuseLongBody(c: Context): never {
  c.header('Connection', 'close')
  throw new AppError('invalid', `What was sent has more than ${MOST_BYTES / 1024} kB; nothing was changed`)
}
