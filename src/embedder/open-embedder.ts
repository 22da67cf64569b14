import type { EmbeddingServer } from '../domain/embedding-server.ts'
import { AppError } from '../domain/error.ts'
import type { EmbeddedTexts, Embedder } from '../domain/ports.ts'
import { toContentTag } from '../platform/hashing.ts'
import { pause } from '../platform/pause.ts'
import { askAgain, type Patience } from './ask-again.ts'
import { askServer } from './ask-server.ts'
import { embedCut } from './embed-cut.ts'
import type { Asked, Fault } from './fault.ts'
import { isSameProbe, PROBE_TEXT } from './probe.ts'
import { readVectors } from './read-vectors.ts'

/** Requests under way at once: one is worked on while the answer to the other is read. */
const MOST_UNDER_WAY = 2
const ATTEMPTS = 3

/** The client of an embedding server. Nothing is asked before it is used. */
export function openEmbedder(server: EmbeddingServer, patience: Patience = { attempts: ATTEMPTS, pause }): Embedder {
  const address = `The embedding server ${toAddress(server.url)}`
  const once: Patience = { ...patience, attempts: 1 }
  const refuse = ({ kind, says, mend }: Fault): AppError =>
    new AppError(kind === 'passing' ? 'unavailable' : 'invalid', `${address} ${says}. ${mend}`)
  const join = (answers: readonly EmbeddedTexts[]): EmbeddedTexts => joinAnswers(answers, address)
  return {
    address,
    tag: toTag(server),
    async embedDocuments(texts, signal) {
      const ask = (some: readonly string[]): Promise<Asked> =>
        askForSome(server, some, { timeoutMs: server.timeoutMs, patience, signal })
      const batches = toBatches(
        texts.map((text) => server.documentPrefix + text),
        server.batchSize - 1,
      )
      return join(await inFlight(batches, (batch) => embedCut(batch, { ask, refuse, join })))
    },
    async embedQueries(texts, signal) {
      const prefixed = texts.map((text) => server.queryPrefix + text)
      const asking = { timeoutMs: server.queryTimeoutMs, patience: once, signal }
      const answers = await inFlight(toBatches(prefixed, server.batchSize - 1), async (batch) => {
        const asked = await askForSome(server, batch, asking)
        if ('fault' in asked) throw refuse(asked.fault)
        return asked
      })
      return join(answers)
    },
  }
}

/** What people are told: neither a name nor a query, which some keep secrets in. */
function toAddress(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}

function toTag({ url, model, dimensions, documentPrefix }: EmbeddingServer): string {
  return toContentTag(JSON.stringify([url, model, dimensions, documentPrefix]))
}

type Trying = { timeoutMs: number; patience: Patience; signal: AbortSignal | undefined }

/** One request, with the probe before its texts. */
async function askForSome(
  server: EmbeddingServer,
  texts: readonly string[],
  { timeoutMs, patience, signal }: Trying,
): Promise<Asked> {
  const all = [PROBE_TEXT, ...texts]
  const answer = await askAgain(() => askServer(server, all, timeoutMs, signal), patience, signal)
  if ('fault' in answer) return answer
  const read = readVectors(answer.body, all.length, server.dimensions)
  if ('fault' in read) return read
  const [probe = new Float32Array(0), ...vectors] = read.vectors
  return { probe, vectors }
}

/** At least one batch, so that at least the probe is asked for. */
function toBatches(texts: readonly string[], size: number): string[][] {
  const batches: string[][] = []
  for (let at = 0; at < Math.max(1, texts.length); at += size) batches.push(texts.slice(at, at + size))
  return batches
}

/** The results of all in their order, a few under way at once; the first that fails ends the rest. */
async function inFlight<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length)
  let next = 0
  const take = async (): Promise<void> => {
    while (next < items.length) {
      const place = next++
      try {
        results[place] = await work(items[place]!)
      } catch (error) {
        next = items.length
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: MOST_UNDER_WAY }, take))
  return results
}

function joinAnswers(answers: readonly EmbeddedTexts[], address: string): EmbeddedTexts {
  const [{ probe }] = answers as [EmbeddedTexts, ...EmbeddedTexts[]]
  if (answers.some((answer) => !isSameProbe(answer.probe, probe)))
    throw new AppError('conflict', `${address} changed its model while it was asked. All is asked again.`)
  return { probe, vectors: answers.flatMap(({ vectors }) => vectors) }
}
