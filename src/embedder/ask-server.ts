import type { EmbeddingServer } from '../domain/embedding-server.ts'
import { postJson } from '../platform/network/post-json.ts'
import { type Answer, toFault, toStatusFault } from './fault.ts'

/** 4096 numbers, the most a vector may have, of at most 24 letters each, and as much again for what surrounds them. */
const MOST_BYTES_A_TEXT = 2 * 4096 * 24

/** Asks a server once for the vectors of some texts. Throws nothing but the reason of `signal`. */
export async function askServer(
  { url, key, model, dimensions }: EmbeddingServer,
  texts: readonly string[],
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Answer> {
  const body = { model, input: texts, encoding_format: 'float', dimensions }
  const reply = await postJson({ url, key, body, mostBytes: (texts.length + 1) * MOST_BYTES_A_TEXT, timeoutMs }, signal)
  if ('body' in reply) return reply
  if ('status' in reply) return { fault: toStatusFault(reply.status, reply.told, reply.waitMs) }
  if ('unusable' in reply) return { fault: toFault('lasting', reply.unusable, 'url') }
  return { fault: toFault('passing', reply.silent, 'waits') }
}
