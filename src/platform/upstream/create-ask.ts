import type { IncomingMessage } from 'node:http'
import type { AskUpstream, Pace, Pause, UpstreamAnswer, UpstreamRequest } from '../../domain/ports.ts'
import { type Clock, toIso } from '../../domain/time.ts'
import { RestError, UpstreamError } from '../../domain/upstream-error.ts'
import { isPublicAddress } from '../network/public-addresses.ts'
import { pause } from '../pause.ts'
import { exchange } from './exchange.ts'
import { findHostGroup, HOST_GROUPS, type HostGroup } from './host-groups.ts'
import { readAnswer } from './read-answer.ts'
import { type Hop, isRedirect, toNextHop } from './redirects.ts'
import { startTimeLimits, type TimeLimits } from './time-limits.ts'
import { toUpstreamError } from './upstream-errors.ts'

/** What it takes to ask upstreams. */
export type AskOptions = {
  /** Shared by all who ask the same hosts. */
  pace: Pace
  clock: Clock
  userAgent: string
  /** `HOST_GROUPS` where absent. */
  groups?: readonly HostGroup[]
  /** Measures time limits. The real one where absent: sockets know no other, even where the clock is a test's. */
  timer?: Pause
  /** Addresses that a redirect to another origin may lead to; public ones where absent. */
  mayReach?: (address: string) => boolean
}

const TIMEOUT_MS = 60_000
/** arXiv takes up to 90 s to make a page of its OAI. */
const HEAD_MS = 120_000
const [TRICKLE_MS, TRICKLE_BYTES] = [30_000, 1024]
const MOST_REDIRECTS = 3
/** How much longer than its request a turn may be held: the store may be slow to say that it was given. */
const TURN_MARGIN_MS = 15_000

/**
 * Makes what asks upstreams. Each request, also each that a redirect leads to, takes a turn of its host group, has a
 * connection of its own, and must end within `timeoutMs`, counted from the beginning of its turn.
 *
 * At most three redirects are followed: never from https to http, never with the request's own headers to another origin,
 * and to another origin only at a public address, which is looked at when it is connected to.
 */
export function createAsk(options: AskOptions): AskUpstream {
  return async (request, signal) => {
    let hop: Hop = { url: readAddress(request.url), atHome: true }
    for (let redirects = 0; ; redirects++) {
      const result = await askInTurn(request, hop, options, signal)
      if ('status' in result) return result
      if (redirects === MOST_REDIRECTS)
        throw new UpstreamError('broken', `${hop.url.host} leads from one address to another without end.`)
      hop = result
    }
  }
}

function readAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url
  throw new UpstreamError('refused', 'An address that is none of the web cannot be asked.')
}

async function askInTurn(
  request: UpstreamRequest,
  hop: Hop,
  options: AskOptions,
  signal: AbortSignal,
): Promise<UpstreamAnswer | Hop> {
  const { name, gapMs } = findHostGroup(options.groups ?? HOST_GROUPS, hop.url)
  const totalMs = request.timeoutMs ?? TIMEOUT_MS
  const giveBack = await options.pace.take(name, gapMs, totalMs + TURN_MARGIN_MS, signal)
  const restsUntil = request.restsUntil?.(options.clock())
  if (restsUntil !== undefined) {
    await giveBack()
    throw new RestError(`${hop.url.host} is asked for nothing until ${toIso(restsUntil)}.`, restsUntil)
  }
  const own = { totalMs, headMs: HEAD_MS, trickleMs: TRICKLE_MS, trickleBytes: TRICKLE_BYTES }
  const limits = startTimeLimits(own, options.timer ?? pause, signal)
  try {
    return await askOnce(request, hop, options, limits)
  } catch (error) {
    signal.throwIfAborted()
    throw toUpstreamError(error, hop.url.host, limits.reached())
  } finally {
    limits.end()
    await giveBack()
  }
}

async function askOnce(
  request: UpstreamRequest,
  hop: Hop,
  { clock, userAgent, mayReach = isPublicAddress }: AskOptions,
  limits: TimeLimits,
): Promise<UpstreamAnswer | Hop> {
  const { url, atHome } = hop
  const body = toBody(request)
  const headers = toHeaders(request, atHome, userAgent)
  const response = await exchange({ url, headers, body, mayReach: atHome ? undefined : mayReach }, limits.signal)
  limits.begin()
  const status = response.statusCode ?? 0
  if (!isRedirect(status)) return readAnswer(response, { request, url, at: clock(), count: limits.count })
  return follow(response, hop, body !== undefined)
}

function toBody({ body, form }: UpstreamRequest): string | undefined {
  if (form !== undefined) return new URLSearchParams(form).toString()
  return body === undefined ? undefined : JSON.stringify(body)
}

function follow(response: IncomingMessage, hop: Hop, isPosted: boolean): Hop {
  response.destroy()
  const next = toNextHop(hop, response.statusCode ?? 0, response.headers.location, isPosted)
  if ('says' in next) throw new UpstreamError('broken', `${hop.url.host} ${next.says}.`)
  return next
}

/** Elsewhere nothing is said but what is asked for: any other header may hold a key. */
function toHeaders(
  { headers = {}, validator = {}, body, form }: UpstreamRequest,
  atHome: boolean,
  userAgent: string,
): Record<string, string> {
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  return {
    accept: '*/*',
    ...Object.fromEntries(own.filter(([name]) => atHome || name === 'accept')),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(validator.etag !== undefined && { 'if-none-match': validator.etag }),
    ...(validator.lastModified !== undefined && { 'if-modified-since': validator.lastModified }),
    'accept-encoding': 'gzip',
    'user-agent': userAgent,
  }
}
