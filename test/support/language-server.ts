import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LanguageServer } from '../../src/domain/language-server.ts'

/** What was asked of it: the whole body, and the key that came with it. */
export type AskedChat = {
  body: Record<string, unknown>
  messages: { role: string; content: string }[]
  authorization: string | undefined
}

/** What it answers: an answer of its own, or silence. */
export type ChatReply = { status?: number; headers?: Record<string, string>; body: string } | 'silence'

/** A server that speaks as OpenAI's `/v1/chat/completions` does. What it answers may be changed while it runs. */
export type TestLanguageServer = {
  settings: LanguageServer
  asked: AskedChat[]
  reply: (asked: AskedChat) => ChatReply
  close(): Promise<void>
}

/** An answer in the form of the protocol, with a text in the JSON that models are asked for. */
export function toChatBody(text: string, wish: { content?: unknown; finish?: string; usage?: unknown } = {}): string {
  const { content = JSON.stringify({ text }), finish = 'stop', usage = { total_tokens: 500 } } = wish
  const message = { role: 'assistant', content }
  return JSON.stringify({ object: 'chat.completion', choices: [{ index: 0, message, finish_reason: finish }], usage })
}

/** Starts one on a free port, with settings for it. */
export async function startLanguageServer(settings: Partial<LanguageServer> = {}): Promise<TestLanguageServer> {
  const http = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const server: TestLanguageServer = {
    settings: {
      ...{ url: `http://127.0.0.1:${port}/v1/chat/completions`, key: undefined, model: 'made-up', language: 'en' },
      ...{ task: 'summary', timeoutMs: 5000, answerTokens: 400, dailyTokens: 1_000_000, ...settings },
    },
    asked: [],
    reply: () => ({ body: toChatBody('') }),
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
    const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>
    const asked = { body, messages: body['messages'] as AskedChat['messages'] }
    server.asked.push({ ...asked, authorization: request.headers.authorization })
    const reply = server.reply(server.asked.at(-1)!)
    if (reply === 'silence') return
    const { status = 200, headers = {}, body: text } = reply
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(text)
  }
}
