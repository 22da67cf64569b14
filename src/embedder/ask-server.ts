import type { EmbeddingServer } from '../domain/embedding-server.ts'
import { foldText } from '../platform/plain-text.ts'
import { type Answer, type Fault, toFault, toStatusFault } from './fault.ts'
import { readBody } from './read-body.ts'

/** 4096 numbers, the most a vector may have, of at most 24 letters each, and as much again for what surrounds them. */
const MOST_BYTES_A_TEXT = 2 * 4096 * 24
const MOST_TOLD_BYTES = 64 * 1024
const MOST_TOLD_LETTERS = 200

/** Asks a server once for the vectors of some texts. Throws nothing but the reason of `signal`. */
export async function askServer(
  server: EmbeddingServer,
  texts: readonly string[],
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Answer> {
  const limit = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(server.url, {
      ...toRequest(server, texts),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    return response.ok ? await readAnswer(response, texts.length) : { fault: await readRefusal(response, server) }
  } catch (error) {
    signal?.throwIfAborted()
    if (limit.aborted) return { fault: toFault('passing', `did not answer within ${timeoutMs / 1000} s`, 'waits') }
    return { fault: toFault('passing', `cannot be reached (${toReason(error)})`, 'waits') }
  }
}

function toRequest({ model, key, dimensions }: EmbeddingServer, texts: readonly string[]): RequestInit {
  return {
    method: 'POST',
    // Elsewhere the key is nobody's business.
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      ...(key !== undefined && { Authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ model, input: texts, encoding_format: 'float', dimensions }),
  }
}

async function readAnswer(response: Response, count: number): Promise<Answer> {
  const text = await readBody(response, (count + 1) * MOST_BYTES_A_TEXT)
  if (text === undefined) return { fault: toFault('lasting', 'answered far more than was asked for', 'url') }
  try {
    return { body: JSON.parse(text) as unknown }
  } catch {
    const type = response.headers.get('Content-Type') ?? 'of no known kind'
    return { fault: toFault('lasting', `answered something that is not JSON (${foldText(type)})`, 'url') }
  }
}

async function readRefusal(response: Response, { key }: EmbeddingServer): Promise<Fault> {
  const { status, headers } = response
  if (status >= 300 && status < 400) {
    await response.body?.cancel()
    return toFault('lasting', `answered ${status}, which leads elsewhere`, 'url')
  }
  const text = (await readBody(response, MOST_TOLD_BYTES)) ?? ''
  const told = foldText(toMessage(text)).slice(0, MOST_TOLD_LETTERS)
  const isPage = /^<(!doctype|html)/i.test(told)
  // Some servers repeat the key that they refuse.
  const masked = key === undefined ? told : told.replaceAll(key, '***')
  return toStatusFault(status, isPage ? 'a web page' : masked, toWaitMs(headers.get('Retry-After')))
}

/** The message of an error as OpenAI, Ollama and TEI write it; else the text. */
function toMessage(text: string): string {
  try {
    const { error, message } = JSON.parse(text) as { error?: unknown; message?: unknown }
    const inner = typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : error
    const found = [inner, message].find((one) => typeof one === 'string')
    return typeof found === 'string' ? found : text
  } catch {
    return text
  }
}

/** Seconds, as servers of models say it; a date counts as nothing said. */
function toWaitMs(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}(\.\d+)?$/.test(header.trim()) ? Number(header) * 1000 : undefined
}

/** What `fetch` says is "fetch failed"; why stands in the cause. */
function toReason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const { code } = cause as NodeJS.ErrnoException
  return code ?? (cause instanceof Error ? cause.message : String(cause))
}
