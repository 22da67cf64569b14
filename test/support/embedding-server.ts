import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EmbeddingServer } from '../../src/domain/embedding-server.ts'

/** What was asked: the texts, and the headers that came with them. */
export type AskedRequest = { input: string[]; body: Record<string, unknown>; authorization: string | undefined }

/** Answers in place of the model; `undefined` leaves the request to it. */
export type Reply = { status?: number; headers?: Record<string, string>; body: string } | 'silence' | undefined

/** A server that speaks as OpenAI's `/v1/embeddings` does. What it answers may be changed while it runs. */
export type TestEmbeddingServer = {
  settings: EmbeddingServer
  asked: AskedRequest[]
  /** Texts to vectors: hashed words, unless another is set. */
  model: (text: string) => number[]
  /** Looked at before the model. */
  reply: (request: AskedRequest, count: number) => Reply
  /** Refuses connections, and takes them again under the same address. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

const DIMENSIONS = 96

/** A model: each word adds to one number, so texts that share words are near each other. `seed` makes another model. */
export function hashedWords(seed = 0, dimensions = DIMENSIONS): (text: string) => number[] {
  return (text) => {
    const vector = Array.from({ length: dimensions }, (_, i) => (i === seed % dimensions ? 0.25 : 0))
    for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
      let hash = 7 + seed
      for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) % 1_000_003
      vector[hash % dimensions]! += 1
    }
    return vector
  }
}

/** Starts one on a free port, with settings for it. */
export async function startEmbeddingServer(settings: Partial<EmbeddingServer> = {}): Promise<TestEmbeddingServer> {
  const http = createServer((request, response) => void answer(request, response))
  const listen = (port: number): Promise<void> => new Promise((resolve) => http.listen(port, '127.0.0.1', resolve))
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      http.close(() => resolve())
      http.closeAllConnections()
    })
  await listen(0)
  const { port } = http.address() as AddressInfo
  const server: TestEmbeddingServer = {
    settings: {
      ...{ url: `http://127.0.0.1:${port}/v1/embeddings`, model: 'hashed', key: undefined, dimensions: undefined },
      ...{ batchSize: 8, timeoutMs: 5000, queryTimeoutMs: 2000, documentPrefix: '', queryPrefix: '', ...settings },
    },
    asked: [],
    model: hashedWords(),
    reply: () => undefined,
    goAway: stop,
    comeBack: () => listen(port),
    close: stop,
  }
  return server

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>
    const asked = { input: body['input'] as string[], body, authorization: request.headers.authorization }
    server.asked.push(asked)
    const reply = server.reply(asked, server.asked.length)
    if (reply === 'silence') return
    const { status = 200, headers = {}, body: text } = reply ?? { body: toBody(asked.input.map(server.model)) }
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(text)
  }
}

/** Vectors as the protocol has them, with whatever is to be wrong about them. */
export function toBody(vectors: unknown[], order = vectors.map((_, index) => index)): string {
  const data = vectors.map((embedding, place) => ({ object: 'embedding', index: order[place], embedding }))
  return JSON.stringify({ object: 'list', data, model: 'hashed', usage: { prompt_tokens: 1, total_tokens: 1 } })
}
