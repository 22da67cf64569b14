import { type Server, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'

/** How long a client may go on sending what nobody reads: a connection that is cut before loses the answer, too. */
const LINGER_MS = 1000
const LONGEST_ECHO = 200
const STATUSES: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413 }

type Unreadable = Error & { code?: string; rawPacket?: Buffer }

/**
 * Answers requests that no route sees, since Node cannot read them: an address that is too long as every other wrong one
 * is answered by the API, with what is allowed (Node itself would say 431 and nothing more), the others as Node does.
 *
 * @param limitBytes how long address and headers may be together
 * @param isAnswering whether an earlier request of the connection is being answered: nothing may stand in the middle of that
 */
export function answerUnreadable(server: Server, limitBytes: number, isAnswering: (socket: Socket) => boolean): void {
  server.on('clientError', (error: Unreadable, socket: Socket) => {
    if (!socket.writable || isAnswering(socket)) return void socket.destroy(error)
    const { code = '' } = error
    const isOverlong = code === 'HPE_HEADER_OVERFLOW'
    const body = isOverlong ? toProblem(limitBytes, error.rawPacket) : ''
    socket.end(toResponse(STATUSES[code] ?? 400, body))
    setTimeout(() => socket.destroy(), LINGER_MS).unref()
  })
}

function toResponse(status: number, body: string): string {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...(body === '' ? [] : ['Content-Type: application/problem+json']),
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}

function toProblem(limitBytes: number, packet: Buffer | undefined): string {
  const kilobytes = `${limitBytes / 1024} kB`
  const detail = `The address of a request and its headers may have ${kilobytes} together, and this one has more; a query may have 1,000 characters`
  const [, instance = '/'] = /^[A-Z]+ (\/[^\s?#]*)/.exec(packet?.toString('latin1', 0, LONGEST_ECHO) ?? '') ?? []
  return JSON.stringify({ type: 'about:blank', title: 'invalid', status: 400, detail, instance, error: detail })
}
