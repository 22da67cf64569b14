import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import type { Network } from '../../domain/network.ts'
import type { Log } from '../../domain/ports.ts'
import { peerAddress } from '../client-address.ts'
import { trustProxies } from '../trusted-proxies.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** Stands on the answer and in every line of the log about the request. */
    requestId: string
    clientAddress: string
  }
}

const WELL_FORMED = /^[\w.:-]{1,128}$/

/**
 * Gives every request an id and finds out whose it is: `X-Request-Id` and `X-Forwarded-For` hold where a trusted proxy
 * sent them. `X-Forwarded-Host` and `-Proto` never do: the address of the site is a setting, so that no header can put
 * another one into our links.
 */
export function identifyRequest(proxies: readonly Network[], log: Log): MiddlewareHandler {
  const trust = trustProxies(proxies)
  const warnOfStrangers = proxies.length > 0 ? () => undefined : warnOnce(log)
  return (c, next) => {
    const peer = peerAddress(c)
    const forwarded = c.req.header('X-Forwarded-For')
    if (forwarded !== undefined) warnOfStrangers()
    const requestId = findGivenId(c, trust.isTrusted(peer)) ?? randomUUID()
    c.set('clientAddress', trust.findClient(peer, forwarded))
    c.set('requestId', requestId)
    c.header('X-Request-Id', requestId)
    return next()
  }
}

function findGivenId(c: Context, isTrusted: boolean): string | undefined {
  const given = isTrusted ? c.req.header('X-Request-Id') : undefined
  return given !== undefined && WELL_FORMED.test(given) ? given : undefined
}

function warnOnce(log: Log): () => void {
  let isTold = false
  return () => {
    if (isTold) return
    isTold = true
    const message =
      'A request came with X-Forwarded-For, and no proxy is trusted: all its clients count as one. ' +
      'Where a proxy of yours stands before this server, name it in TRUSTED_PROXIES.'
    log('proxy.distrusted', { message }, 'warn')
  }
}
