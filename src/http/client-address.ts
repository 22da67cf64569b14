import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'

/** The address of the client that asks; '' where there is no connection, as in tests. */
export function clientAddress(c: Context): string {
  return c.get('clientAddress') ?? peerAddress(c)
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
