import type { EmbeddingServer } from '../domain/embedding-server.ts'
import { toNetworkReason } from '../platform/network/network-reason.ts'
import { readAtMost } from '../platform/network/read-at-most.ts'
import { toToldText } from '../platform/network/told-text.ts'
import { foldText } from '../platform/plain-text.ts'
import { type Answer, type Fault, toFault, toStatusFault } from './fault.ts'

/** 4096 numbers, the most a vector may have, of at most 24 letters each, and as much again for what surrounds them. */
const MOST_BYTES_A_TEXT = 2 * 4096 * 24
const MOST_TOLD_BYTES = 64 * 1024

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
    return { fault: toFault('passing', `cannot be reached (${toNetworkReason(error)})`, 'waits') }
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
  const text = await readText(response, (count + 1) * MOST_BYTES_A_TEXT)
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
  const told = toToldText((await readText(response, MOST_TOLD_BYTES)) ?? '')
  // Some servers repeat the key that they refuse.
  const masked = key === undefined ? told : told.replaceAll(key, '***')
  return toStatusFault(status, masked, toWaitMs(headers.get('Retry-After')))
}

async function readText(response: Response, mostBytes: number): Promise<string | undefined> {
  return (await readAtMost(response.body ?? [], mostBytes))?.toString('utf8')
}

/** Seconds, as servers of models say it; a date counts as nothing said. */
function toWaitMs(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}(\.\d+)?$/.test(header.trim()) ? Number(header) * 1000 : undefined
}
