import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AskUpstream, Pace } from '../../src/domain/ports.ts'
import type { Clock } from '../../src/domain/time.ts'
import { createAsk } from '../../src/platform/upstream/create-ask.ts'

/** A request as it came. `body` is parsed JSON, or a form as its fields, where there was one. */
export type AskedRequest = { url: URL; headers: IncomingHttpHeaders; body: unknown }

/** An answer: JSON of `value`, or `body` as it is. 200 by default. */
export type Reply = { status?: number; headers?: Record<string, string>; value?: unknown; body?: string | Uint8Array }

/** An upstream of a test. What it answers may be changed while it runs. */
export type AnsweringServer = {
  address: string
  asked: AskedRequest[]
  reply: (request: AskedRequest) => Reply
  close(): Promise<void>
}

/** Starts one on a free port. */
export async function startAnsweringServer(reply: AnsweringServer['reply'] = () => ({})): Promise<AnsweringServer> {
  const http = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const server: AnsweringServer = {
    address: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked: [],
    reply,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
  return server

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const text = Buffer.concat(parts).toString()
    const url = new URL(request.url ?? '/', server.address)
    const asked = { url, headers: request.headers, body: text === '' ? undefined : readBody(request, text) }
    server.asked.push(asked)
    const { status = 200, headers, value, body = JSON.stringify(value ?? null) } = server.reply(asked)
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers }).end(body)
  }
}

function readBody({ headers }: IncomingMessage, text: string): unknown {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  return isForm ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text)
}

const EVERY_TURN: Pace = { take: () => Promise.resolve(() => Promise.resolve()) }

/** Asks without pauses, over real sockets. */
export function askAtOnce(clock: Clock): AskUpstream {
  return createAsk({ pace: EVERY_TURN, clock, userAgent: 'Broadsheet (a test)' })
}
