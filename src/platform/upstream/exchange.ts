import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import { lookup } from 'node:dns'

/** One request as it goes over the wire. */
export type Outgoing = {
  url: URL
  headers: Readonly<Record<string, string>>
  /** Sent by POST, where no method is named. */
  body: string | undefined
  method?: 'POST' | 'PUT'
  /** Which addresses may be connected to; all where absent. */
  mayReach: ((address: string) => boolean) | undefined
  /** Awaited once the connection stands, before the first byte is written to it. */
  onConnect?: () => Promise<void>
}

/** Where an upstream leads to is an address that nobody outside could reach. */
export class UnreachableAddress extends Error {}

// Those who ask where they were told to go by `NODE_USE_ENV_PROXY`, as everything in Node; who was led there, goes there
// straight: of a proxy nobody knows what it connects to.
const guarded = { http: new http.Agent(), https: new https.Agent() }

/**
 * Sends a request and waits for the head of the answer, whatever its status. The body is as it was sent: packed, and it
 * fails where the connection ends before it does.
 *
 * Not by `fetch`, which takes the first half of a packed answer for the whole, and lets nobody look at the addresses that
 * it connects to.
 */
export function exchange(outgoing: Outgoing, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, headers, body, mayReach, onConnect } = outgoing
  return new Promise((resolve, reject) => {
    // A name is looked at when it is resolved; an address is not resolved.
    const literal = url.hostname.replace(/^\[|\]$/g, '')
    if (mayReach && isIP(literal) !== 0 && !mayReach(literal)) return reject(new UnreachableAddress())
    const { request } = url.protocol === 'https:' ? https : http
    const sent = request(url, {
      ...(mayReach && { agent: guarded[url.protocol === 'https:' ? 'https' : 'http'], lookup: guard(mayReach) }),
      method: outgoing.method ?? (body === undefined ? 'GET' : 'POST'),
      // A connection of its own for each request, closed behind it: a group of hosts never has more than one open,
      // whichever process asks, and none is found closed by the other side.
      headers: { ...headers, ...toLength(body), connection: 'close' },
      signal,
    })
    sent.on('response', resolve)
    sent.on('error', reject)
    if (onConnect) sendOnceConnected(sent, body, onConnect)
    else sent.end(body)
  })
}

/** Node connects as soon as a request is made, and writes nothing before it is ended. */
function sendOnceConnected(sent: ClientRequest, body: string | undefined, onConnect: () => Promise<void>): void {
  const begin = (): void => {
    onConnect().then(
      () => void sent.end(body),
      (error: Error) => void sent.destroy(error),
    )
  }
  sent.once('socket', (socket: Socket & { secureConnecting?: boolean }) => {
    if (socket.secureConnecting) socket.once('secureConnect', begin)
    else if (socket.connecting) socket.once('connect', begin)
    else begin()
  })
}

function toLength(body: string | undefined): Record<string, number> {
  return body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
}

/** Resolves a name to all its addresses, and connects to none of them where one may not be reached. */
function guard(mayReach: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0)
      if (!addresses.every(({ address }) => mayReach(address))) return callback(new UnreachableAddress(), '', 0)
      const [first = { address: '', family: 0 }] = addresses
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
    })
  }
}
