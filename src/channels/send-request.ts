import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { DeliveryError } from '../domain/delivery-error.ts'
import type { Network } from '../domain/network.ts'
import type { Pause } from '../domain/ports.ts'
import type { Clock, UnixMs } from '../domain/time.ts'
import { toNetworkReason } from '../platform/network/network-reason.ts'
import { isPublicAddress } from '../platform/network/public-addresses.ts'
import { readBody } from '../platform/network/read-body.ts'
import { pause } from '../platform/pause.ts'
import { exchange, UnreachableAddress } from '../platform/upstream/exchange.ts'
import { startTimeLimits, type TimeLimits } from '../platform/upstream/time-limits.ts'
import { hideSecrets } from './hide-secrets.ts'
import { toPatientSignal } from './patient-signal.ts'

/** One message as a service takes it. */
export type ChannelRequest = {
  /** `POST` where absent. */
  method?: 'POST' | 'PUT'
  url: URL
  headers?: Readonly<Record<string, string>>
  /** JSON. */
  body: string
  /** Whether the service knows a repeat by its id, so that it does no harm. */
  isRepeatable?: boolean
  /** Whether the operator or this program named the host: it may be at a private address, and behind the proxy. */
  isTrusted?: boolean
  /** Whether the channel has no other server: where it cannot be reached, nothing else of the channel goes out either. */
  isOnlyServer?: boolean
  /** What an answer may repeat and nobody may read, beside the address and the headers. */
  secrets?: readonly string[]
}

/** What a service answered, whatever its status; the beginning of its text, without our secrets. */
export type ChannelAnswer = { status: number; headers: IncomingHttpHeaders; text: string; host: string; at: UnixMs }

/**
 * Sends one request. Redirects are not followed. `onHandOver` is awaited once the connection stands, before the first
 * byte; not where a repeat is harmless: whoever dies on the way may send again.
 *
 * Given up before that it ends at once; after that it still waits for the answer, two seconds at most.
 *
 * @throws DeliveryError where there is no answer: `postponed` where nothing was sent or a repeat is harmless, `unknown`
 *   where the message may have arrived, `refused` where the address is a private one
 */
export type SendRequest = (
  request: ChannelRequest,
  onHandOver: () => Promise<void>,
  signal: AbortSignal,
) => Promise<ChannelAnswer>

/** What it takes to send to services. */
export type SenderOptions = {
  clock: Clock
  userAgent: string
  /** Networks that addresses of recipients may lead to though nobody outside reaches them. */
  networks: readonly Network[]
  /** Measures time limits; the real one where absent. */
  timer?: Pause
}

/** Standard Webhooks recommends 15 to 30 s; the chat services answer within a few. */
const TIMEOUT_MS = 30_000
const MOST_ANSWER_BYTES = 16 * 1024

/** Makes what sends to services. */
export function createSender({ clock, userAgent, networks, timer = pause }: SenderOptions): SendRequest {
  const isOperators = toMatcher(networks)
  const mayReach = (address: string): boolean => isPublicAddress(address) || isOperators(address)
  const own = { totalMs: TIMEOUT_MS, headMs: TIMEOUT_MS, trickleMs: TIMEOUT_MS, trickleBytes: 1 }
  return async (request, onHandOver, signal) => {
    signal.throwIfAborted()
    let course: 'connecting' | 'noting' | 'begun' = 'connecting'
    const onConnect = async (): Promise<void> => {
      course = 'noting'
      if (!request.isRepeatable) await onHandOver()
      signal.throwIfAborted()
      course = 'begun'
    }
    const isAt = (where: typeof course): boolean => course === where
    const patient = toPatientSignal(signal, () => isAt('begun'), timer)
    const limits = startTimeLimits(own, timer, patient.signal)
    try {
      const outgoing = {
        ...toOutgoing(request, userAgent),
        mayReach: request.isTrusted ? undefined : mayReach,
        onConnect,
      }
      const response = await exchange(outgoing, limits.signal)
      limits.begin()
      return await readAnswer(response, request, limits, clock())
    } catch (error) {
      if (isAt('connecting')) signal.throwIfAborted()
      if (isAt('noting') && signal.aborted) throw new DeliveryError('postponed', 'The program ended: nothing was sent.')
      // What could not be noted is no fault of the service, which was sent nothing.
      if (isAt('noting') && limits.reached() === undefined) throw error
      throw toDeliveryError(error, request, limits.reached(), isAt('begun'))
    } finally {
      limits.end()
      patient.end()
    }
  }
}

function toOutgoing({ method = 'POST', url, headers, body }: ChannelRequest, userAgent: string) {
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  const own = { 'content-type': 'application/json; charset=utf-8', 'user-agent': userAgent, accept: '*/*' }
  return { url: bare, method, headers: { ...own, ...headers }, body }
}

async function readAnswer(
  response: IncomingMessage,
  request: ChannelRequest,
  limits: TimeLimits,
  at: UnixMs,
): Promise<ChannelAnswer> {
  const { statusCode: status = 0, headers } = response
  // The status has told what became of the message; what else is said is worth a look, not a failure.
  const text = await readBody(response, MOST_ANSWER_BYTES, limits.count).then(String, () => '')
  return { status, headers, text: hideSecrets(text, request), host: request.url.host, at }
}

function toDeliveryError(
  error: unknown,
  { url: { host }, isRepeatable = false, isOnlyServer = false }: ChannelRequest,
  reached: string | undefined,
  begun: boolean,
): DeliveryError {
  if (error instanceof DeliveryError) return error
  if (error instanceof UnreachableAddress) {
    return new DeliveryError('refused', `${host} is no public address: only networks in CHANNEL_NETWORKS are reached.`)
  }
  const what = reached ?? `${begun ? 'broke off' : 'cannot be reached'} (${toNetworkReason(error)})`
  if (!begun) return new DeliveryError('postponed', `${host} ${what}.`, { isChannelDown: isOnlyServer, cause: error })
  if (isRepeatable)
    return new DeliveryError('postponed', `${host} ${what}: the message is sent again.`, { cause: error })
  return new DeliveryError('unknown', `${host} ${what} after the message was sent.`, { cause: error })
}

function toMatcher(networks: readonly Network[]): (address: string) => boolean {
  const list = new BlockList()
  for (const { address, prefix } of networks) list.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return (address) => networks.length > 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
