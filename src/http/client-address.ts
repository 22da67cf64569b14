import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import { isLoopbackAddress, toClientKey } from './middleware/client-key.ts'

/** The address of the client that asks; '' where there is no connection, as in tests. */
export function clientAddress(c: Context): string {
  return c.get('clientAddress') ?? peerAddress(c)
}

/** What stands for the network of the client where limits count. */
export function clientNetwork(c: Context): string {
  return toClientKey(clientAddress(c))
}

/** Headers by which a proxy tells whose request it passes on. */
const PASSED_ON = ['X-Forwarded-For', 'Forwarded', 'Via', 'X-Real-IP']

/**
 * Whether a program on this machine asks, or nobody does, as in tests. A proxy on this machine passes on what others
 * ask: what came through one did not come from here.
 */
export function isFromThisMachine(c: Context): boolean {
  const address = clientAddress(c)
  if (address === '') return true
  return isLoopbackAddress(address) && PASSED_ON.every((name) => c.req.header(name) === undefined)
}

/** The address at the other end of the connection: a client's, or the proxy's before us; '' where there is none. */
export function peerAddress(c: Context): string {
  const env = c.env as Partial<Connection> | undefined
  return env?.incoming?.socket.remoteAddress ?? ''
}

/** What the server hands on with a request: both ends of the exchange. */
export type Connection = {
  incoming: Pick<IncomingMessage, 'socket'>
  outgoing: { once(event: 'close', told: () => void): unknown; statusCode: number; writableFinished: boolean }
}

/** The connection on which a request came, or undefined where there is none, as in tests. */
export function findConnection(c: Context): Connection | undefined {
  const env = c.env as Partial<Connection> | undefined
  return env?.incoming && env.outgoing ? (env as Connection) : undefined
}
