import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Writes the answer to a request. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** Requests of one connection that may wait behind the one being answered. Browsers and proxies send none so. */
export const MOST_WAITING = 100

/**
 * Answers the requests of a connection one after another, each once the answer before it has left. Node begins all that
 * came together: whoever sends a thousand and reads nothing would have a thousand whole answers kept for him.
 *
 * A connection on which more than `MOST_WAITING` wait is cut; what waits on a connection that ends is dropped.
 */
export function takeTurns(answer: Answer): Answer {
  const queues = new WeakMap<Socket, (() => void)[]>()

  const answerNow = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request
    response.once('close', () => {
      const next = socket.writable ? queues.get(socket)?.shift() : undefined
      if (next) next()
      else queues.delete(socket)
    })
    answer(request, response)
  }

  return (request, response) => {
    const { socket } = request
    const waiting = queues.get(socket)
    if (!waiting) {
      queues.set(socket, [])
      answerNow(request, response)
    } else if (waiting.length < MOST_WAITING) {
      waiting.push(() => answerNow(request, response))
    } else {
      socket.destroy()
    }
  }
}
