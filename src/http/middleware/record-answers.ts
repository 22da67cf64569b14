import type { Socket } from 'node:net'
import type { Context, MiddlewareHandler } from 'hono'
import type { Log, LogLevel } from '../../domain/ports.ts'
import { findConnection } from '../client-address.ts'
import type { CountAnswer } from '../metrics/count-answers.ts'
import { toRouteLabel } from '../route-label.ts'

const METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'])
/** Who watches over the server asks every few seconds; that is no news. */
const WATCHED = new Set(['/healthz', '/metrics'])

/**
 * Writes down and counts every answer, when its last byte has been handed over or the client has gone away: what was
 * asked as a pattern, how it went, how long it took, how many bytes. Not who asked, not with which words.
 */
export function recordAnswers(log: Log, count: CountAnswer): MiddlewareHandler {
  const countBytes = createByteCounter()
  return (c, next) => {
    const connection = findConnection(c)
    if (!connection) return next()
    const { incoming, outgoing } = connection
    const { socket } = incoming
    const begin = performance.now()
    outgoing.once('close', () => {
      const seconds = (performance.now() - begin) / 1000
      const answer = { method: toMethod(c), route: toRouteLabel(c), status: outgoing.statusCode }
      count(answer, seconds)
      const facts = { ...answer, durationMs: Math.round(seconds * 10_000) / 10, bytes: countBytes(socket) }
      log('request.answered', { ...facts, ...toOutcome(c, outgoing.writableFinished) }, toLevel(answer.route))
    })
    return next()
  }
}

function toMethod(c: Context): string {
  return METHODS.has(c.req.method) ? c.req.method : 'other'
}

function toOutcome(c: Context, isWhole: boolean): Record<string, unknown> {
  return { ...(!isWhole && { cutOff: true }), requestId: c.get('requestId') }
}

function toLevel(route: string): LogLevel {
  return WATCHED.has(route) ? 'debug' : 'info'
}

/** How many bytes went over a connection since it was last asked about. Answers follow each other, so they are one answer's. */
function createByteCounter(): (socket: Socket) => number {
  const counted = new WeakMap<Socket, number>()
  return (socket) => {
    const before = counted.get(socket) ?? 0
    counted.set(socket, socket.bytesWritten)
    return socket.bytesWritten - before
  }
}
