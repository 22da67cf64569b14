import { AppError } from '../../domain/error.ts'
import type { AskUpstream, UpstreamRequest } from '../../domain/ports.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { decodeXml } from './decode-xml.ts'
import { readXml } from './read-xml.ts'
import type { XmlNode } from './xml-node.ts'

/** Something that is asked for XML: its name in words for people, as "arXiv's OAI-PMH", and how it is asked. */
export type XmlUpstream = { name: string; ask: AskUpstream; mostBytes: number; timeoutMs: number }

/**
 * Asks an upstream and reads what it answers as XML.
 *
 * @throws UpstreamError as `ask` does, and `broken` where the answer is no whole XML
 */
export async function askXml(upstream: XmlUpstream, url: string, signal: AbortSignal): Promise<XmlNode> {
  const { name, ask, mostBytes, timeoutMs } = upstream
  const request: UpstreamRequest = { url, mostBytes, timeoutMs }
  const answer = await ask(request, signal)
  if (answer.status !== 200) throw new UpstreamError('broken', `${name} says that nothing changed, which was not asked`)
  return understand(name, () => readXml(decodeXml(answer.bytes, answer.type)))
}

/** Runs what reads an answer, and tells what is wrong with it as the upstream's fault. */
export function understand<Read>(name: string, read: () => Read): Read {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof AppError) || cause instanceof UpstreamError) throw cause
    throw new UpstreamError('broken', `${name} answered what cannot be read: ${cause.message}`, { cause })
  }
}
