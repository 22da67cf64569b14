import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { AppError } from '../domain/error.ts'
import { answerUnreadable } from './answer-unreadable.ts'
import { takeTurns } from './take-turns.ts'

/** Answers one request. `env` holds the connection on which it came. */
export type Fetch = (request: Request, env?: object) => Response | Promise<Response>

/** A server that listens. */
export type RunningServer = {
  port: number
  /** Stops accepting, waits for answers under way, and cuts what is left after `graceMs`. */
  close(graceMs: number): Promise<void>
}

type Options = {
  host: string
  port: number
  /** Further connections are closed at once; by default there is no limit. */
  maxConnections?: number
}

const LIMITS = {
  /** Addresses and headers of a request, together. */
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** How often both are looked at: who sends a byte now and then is cut off that much later. */
  connectionsCheckingInterval: 5000,
  /** Longer than nginx keeps idle connections to a server (60 s): else it would ask on one that we are closing. */
  keepAliveTimeout: 65_000,
}

/**
 * Listens on an address; port 0 picks a free one.
 *
 * @throws AppError `unavailable` when the port is taken or not ours to take
 */
export async function startServer(fetch: Fetch, { host, port, maxConnections }: Options): Promise<RunningServer> {
  // Puts lighter Request and Response in the place of the process's own: twice as many small answers a second.
  // HTTP/1.0 may leave the host out, and load balancers that ask for our health do.
  const answer = getRequestListener(fetch, { hostname: 'localhost' })
  const underWay = new Set<ServerResponse>()
  const answerInTurn = takeTurns((request, response) => {
    underWay.add(response)
    response.once('close', () => {
      underWay.delete(response)
      if (!server.listening) server.closeIdleConnections()
    })
    if (!server.listening) response.shouldKeepAlive = false // asked on a connection that was open while we close
    void answer(request, response)
  })
  const server = createServer(LIMITS, answerInTurn)
  answerUnreadable(server, LIMITS.maxHeaderSize, (socket) =>
    [...underWay].some((response) => response.socket === socket),
  )
  if (maxConnections !== undefined) server.maxConnections = maxConnections
  const connections = trackConnections(server)
  await listen(server, host, port)
  return {
    port: (server.address() as AddressInfo).port,
    async close(graceMs) {
      const closed = close(server, graceMs)
      // Whoever has not got the head of an answer yet reads in it that no other will follow.
      for (const response of underWay) if (!response.headersSent) response.shouldKeepAlive = false
      // Browsers open connections to have them ready; Node counts those as busy until they have asked.
      for (const socket of connections) if (socket.bytesRead === 0) socket.destroy()
      server.closeIdleConnections()
      await closed
    },
  }
}

function trackConnections(server: Server): ReadonlySet<Socket> {
  const connections = new Set<Socket>()
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  return connections
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new AppError('unavailable', `Cannot listen on ${host} port ${port}: ${cause.message}`, { cause }))
    })
    server.listen(port, host, resolve)
  })
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
