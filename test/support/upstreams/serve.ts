import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Clock, UnixMs } from '../../../src/domain/time.ts'
import { type DrawFault, type Fault, faultless, TRANSPORT_FAULTS } from './faults.ts'
import { damage } from './damage.ts'

/** What an upstream answers. */
export type Answer = { status: number; type: string; body: string; headers?: Record<string, string> }

/** An upstream behind a server: what it answers at an instant, and what can be wrong with such an answer. */
export type Upstream = {
  name: string
  /** `fault` is one of those that `listFaults` gave, where the answer itself is to tell it. */
  answer(url: URL, at: UnixMs, fault: Fault | undefined): Answer
  /** What beyond the connection can go wrong with a request. */
  listFaults(url: URL): readonly Fault[]
}

/** A request as it came, by simulated time. */
export type Asked = {
  number: number
  at: UnixMs
  path: string
  fault: Fault | undefined
  status: number
  userAgent: string | undefined
  acceptEncoding: string | undefined
  /** Other requests of this server that were open when it came. */
  open: number
  /** Why the server itself failed; absent where it did not. */
  error?: string
}

/** A running upstream. What it answers depends on the clock, and `draw` may be exchanged while it runs. */
export type RunningUpstream = {
  url: string
  asked: Asked[]
  draw: DrawFault
  /** Told of every request when it comes, before it is answered. */
  onAsked: (asked: Asked) => void
  /** Told by how many the answers changed that have begun and will never end. */
  onSilent: (count: number) => void
  close(): Promise<void>
}

/** Serves an upstream on a free port. Its times are those of `clock`; faults are drawn by `draw`. */
export async function serveUpstream(
  upstream: Upstream,
  clock: Clock,
  draw: DrawFault = faultless,
): Promise<RunningUpstream> {
  let open = 0
  const http = createServer(answer)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const running: RunningUpstream = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked: [],
    draw,
    onAsked: () => undefined,
    onSilent: () => undefined,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
  return running

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', running.url)
    const possible = [...TRANSPORT_FAULTS, ...upstream.listFaults(url)]
    const fault = running.draw(running.asked.length, possible)
    const asked = toAsked(request, fault)
    running.asked.push(asked)
    open++
    response.on('close', () => open--)
    running.onAsked(asked)
    try {
      const told = upstream.answer(url, asked.at, fault)
      asked.status = send({ request, response, asked, onSilent: (count) => running.onSilent(count) }, told)
    } catch (error) {
      asked.error = String((error as Error).stack)
      asked.status = 500
      response.writeHead(500).end()
    }
  }

  function toAsked({ url = '/', headers }: IncomingMessage, fault: Fault | undefined): Asked {
    const { 'user-agent': userAgent, 'accept-encoding': encoding } = headers
    const number = running.asked.length
    return {
      ...{ number, at: clock(), path: url, fault, status: 0, userAgent, open },
      acceptEncoding: typeof encoding === 'string' ? encoding : undefined,
    }
  }
}

const IN_THE_BYTES = ['broken', 'wrong_encoding', 'unknown_field', 'untitled', 'other_dates', 'old_ids'] as const

type Exchange = {
  request: IncomingMessage
  response: ServerResponse
  asked: Asked
  onSilent: (count: number) => void
}

function send({ request, response, asked, onSilent }: Exchange, answer: Answer): number {
  const busy = toBusyAnswer(asked)
  if (busy !== undefined) {
    response.writeHead(busy.status, { 'Content-Type': busy.type, ...busy.headers }).end(busy.body)
    return busy.status
  }
  if (asked.fault === 'reset') {
    request.socket.destroy()
    return 0
  }
  const etag = answer.headers?.['ETag']
  if (etag !== undefined && request.headers['if-none-match'] === etag && asked.fault === undefined) {
    response.writeHead(304, answer.headers).end()
    return 304
  }
  const { bytes, type } = damage(answer, asked.fault, asked.number)
  // A fault that finds nothing to spoil in this answer is none.
  if (isHarmless(asked.fault, answer, bytes)) asked.fault = undefined
  const packed = /\bgzip\b/.test(asked.acceptEncoding ?? '')
  const whole = packed ? gzipSync(bytes, { level: 1 }) : bytes
  const headers = { 'Content-Type': type, ...answer.headers, ...(packed ? { 'Content-Encoding': 'gzip' } : {}) }
  response.writeHead(answer.status, { ...headers, 'Content-Length': whole.length })
  const half = whole.subarray(0, Math.ceil(whole.length / 2))
  if (asked.fault === 'endless') {
    let isSilent = false
    response.write(half, (error) => {
      isSilent = !error
      if (isSilent) onSilent(1)
    })
    response.on('close', () => isSilent && onSilent(-1))
  } else if (asked.fault === 'half') response.write(half, () => request.socket.destroy())
  else response.end(whole)
  return answer.status
}

function isHarmless(fault: Fault | undefined, { body }: Answer, bytes: Buffer): boolean {
  return IN_THE_BYTES.some((one) => one === fault) && bytes.equals(Buffer.from(body))
}

function toBusyAnswer({ fault, at, number }: Asked): Answer | undefined {
  const seconds = 60 + (number % 7) * 90
  const until = new Date(at + seconds * 1000).toUTCString()
  const answer = (status: number, body: string, headers = {}): Answer => ({ status, type: 'text/plain', body, headers })
  if (fault === 'busy') return answer(429, 'Rate exceeded.')
  if (fault === 'busy_seconds') return answer(429, 'Rate exceeded.', { 'Retry-After': String(seconds) })
  if (fault === 'unavailable') return answer(503, 'Service Unavailable')
  if (fault === 'unavailable_until') return answer(503, 'Retry later', { 'Retry-After': until })
  return undefined
}
