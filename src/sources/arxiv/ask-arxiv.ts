import type { AskUpstream } from '../../domain/ports.ts'
import type { Clock } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { askXml, understand } from '../xml/ask-xml.ts'
import type { XmlNode } from '../xml/xml-node.ts'

/** arXiv's interfaces, each with its own address. */
export type Interface = 'oai' | 'rss' | 'api'

/** What harvesting arXiv takes. */
export type ArxivDeps = {
  ask: AskUpstream
  clock: Clock
  /** Categories and archives whose papers are wanted; absent for all. */
  categories: readonly string[] | undefined
  addresses: Readonly<Record<Interface, string>>
}

const NAMES: Record<Interface, string> = { oai: "arXiv's OAI-PMH", rss: "arXiv's feed", api: "arXiv's query API" }
const SETTINGS: Record<Interface, string> = { oai: 'ARXIV_OAI_URL', rss: 'ARXIV_RSS_URL', api: 'ARXIV_API_URL' }
// A page of OAI-PMH takes arXiv 29 to 90 seconds.
const TIMEOUT_MS: Record<Interface, number> = { oai: 180_000, rss: 60_000, api: 120_000 }
const MOST_BYTES = 64 * 1024 * 1024
/** What arXiv answers, besides 429, to who has asked too often. */
const THROTTLES = new Set([403, 406])

/**
 * Asks one of arXiv's interfaces and reads its answer.
 *
 * @param asked which, its address, and how long is waited where that is less than the interface may take
 * @param read makes something of the document; what it throws as AppError is the answer's fault
 * @throws UpstreamError
 */
export async function askArxiv<Read>(
  { ask }: Pick<ArxivDeps, 'ask'>,
  [which, url, timeoutMs = TIMEOUT_MS[which]]: readonly [Interface, string, number?],
  signal: AbortSignal,
  read: (root: XmlNode) => Read,
): Promise<Read> {
  const upstream = { name: NAMES[which], ask, mostBytes: MOST_BYTES, timeoutMs }
  try {
    const root = await askXml(upstream, url, signal)
    return understand(upstream.name, () => read(root))
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.trouble !== 'refused') throw error
    if (!THROTTLES.has(error.answer?.status ?? 0)) throw error
    throw new UpstreamError('busy', error.message, { answer: error.answer!, lasting: toLasting(which), cause: error })
  }
}

/** For who is refused for long: that is no longer a matter of pace. */
function toLasting(which: Interface): string {
  const mend = `see that ${SETTINGS[which]} is right and CONTACT is set, stop other programs of yours that ask it, and write to its help desk`
  return `It has said so for more than an hour: it may have shut this machine out, or the address may be wrong. To mend it, ${mend}.`
}

/**
 * As `askArxiv`, for answers that hold records: where some cannot be read, it is asked a second time, since most of what
 * spoils a record passes, and the answer with more sound ones counts.
 *
 * @param countFaults how many records of an answer cannot be read
 */
export async function askRecords<Read>(
  deps: Pick<ArxivDeps, 'ask'>,
  asked: readonly [Interface, string],
  signal: AbortSignal,
  { read, countFaults }: { read: (root: XmlNode) => Read; countFaults: (answer: Read) => number },
): Promise<Read> {
  const first = await askArxiv(deps, asked, signal, read)
  if (countFaults(first) === 0) return first
  try {
    const second = await askArxiv(deps, asked, signal, read)
    return countFaults(second) < countFaults(first) ? second : first
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof UpstreamError) return first
    throw error
  }
}

/** An address with what it is asked. */
export function toUrl(address: string, asked: Readonly<Record<string, string>>): string {
  return `${address}?${new URLSearchParams(asked).toString()}`
}

/** The error for what an interface answered. */
export function toArxivError(which: Interface, trouble: 'broken' | 'refused' | 'stale', reason: string): UpstreamError {
  return new UpstreamError(trouble, `${NAMES[which]} ${reason}`)
}
