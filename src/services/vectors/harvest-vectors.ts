import { setTimeout as wait } from 'node:timers/promises'
import { isSameProbe } from '../../embedder/probe.ts'
import { AppError } from '../../domain/error.ts'
import type { Embedder } from '../../domain/ports.ts'
import type { Db } from '../../store/db.ts'
import { findSearchablePapers } from '../../store/searchable-papers.ts'
import { toEmbeddedText, toTextKey } from './document-text.ts'
import { beginKeptVectors, type KeptVectors } from './kept-vectors.ts'
import type { Filling, MissingDocument, MissingVectors } from './missing-vectors.ts'

/** What a harvest works with. */
export type HarvestDeps = {
  embedder: Embedder
  db: Db
  folder: string
  signal: AbortSignal
  /** What is missing; another thread of work tells it of the index as it changes. */
  missing: MissingVectors
  /** Told after each part, with how many texts the server was asked for. */
  onPart: (asked: number) => void
  /** Told of what keeps it from going on; it tries again. */
  onFailure: (message: string) => void
}

/** The vectors that a server gives, as they come. */
export type Harvest = {
  /** Absent until the server has answered once, where nothing of it was kept. */
  kept(): KeptVectors | undefined
  /** The probe of another model that answers in place of the one whose vectors are kept: nothing more is asked for. */
  exchangedFor(): Float32Array | undefined
  /** Takes what is kept of the new model in place of the old one's, and goes on. */
  restart(kept: KeptVectors): void
  /** Asks whether the model is still the same. */
  look(): void
  /** Settles once it has ended, after the signal. */
  ended: Promise<void>
}

/** Documents that are asked for between two looks at what is newest. */
const PART = 256
const PAUSE_MS = 500
/** After a failure, twice as long each time. */
const FIRST_RETRY_MS = 1000
const LAST_RETRY_MS = 60_000

/**
 * Asks a server for the vectors that are missing, the newest papers first, until the signal. Every answer shows whose it is;
 * where another model answers, what it said is not kept.
 */
export function harvestVectors(deps: HarvestDeps, before: KeptVectors | undefined): Harvest {
  const { embedder, folder, signal, missing, onFailure } = deps
  let kept = before
  let exchange: Float32Array | undefined
  let mustLook = true
  let retryMs = FIRST_RETRY_MS
  const accept = async (probe: Float32Array): Promise<KeptVectors | undefined> => {
    kept ??= await beginKeptVectors(folder, embedder.tag, probe)
    if (isSameProbe(kept.probe, probe)) return kept
    exchange = probe
    return undefined
  }
  const step = async (): Promise<void> => {
    if (mustLook) await accept((await embedder.embedDocuments([], signal)).probe)
    mustLook = false
    const part = exchange ? undefined : missing.take(PART)
    if (!part) return pause(PAUSE_MS, signal)
    let asked = 0
    try {
      asked = await settle(part, deps, { kept, accept })
    } catch (error) {
      part.filling.waiting.push(...part.documents.map(({ document }) => document))
      throw error
    } finally {
      part.filling.underWay -= part.documents.length
    }
    deps.onPart(asked)
  }
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await step()
        retryMs = FIRST_RETRY_MS
      } catch (error) {
        if (signal.aborted) return
        mustLook = true // whoever comes back may be another
        onFailure(error instanceof AppError && error.code !== 'internal' ? error.message : String(error))
        await pause(retryMs, signal)
        retryMs = Math.min(2 * retryMs, LAST_RETRY_MS)
      }
    }
  }
  return {
    kept: () => kept,
    exchangedFor: () => exchange,
    restart(next) {
      kept?.close()
      kept = next
      exchange = undefined
    },
    look: () => void (mustLook = true),
    ended: run(),
  }
}

type Part = { filling: Filling; documents: readonly MissingDocument[] }
type Keeping = {
  kept: KeptVectors | undefined
  accept: (probe: Float32Array) => Promise<KeptVectors | undefined>
}

/** Asks for the vectors of some documents, and notes which of them have one now. @returns how many were asked for */
async function settle(
  { filling, documents }: Part,
  { embedder, db, signal }: HarvestDeps,
  keeping: Keeping,
): Promise<number> {
  const papers = await findSearchablePapers(
    db,
    documents.map(({ id }) => id),
  )
  const texts = new Map(papers.map((paper) => [paper.id, toEmbeddedText(paper)]))
  const keys = new Map([...texts].map(([id, text]) => [id, toTextKey(text)]))
  const asked = [...new Set(texts.values())].filter((text) => text !== '' && !keeping.kept?.has(toTextKey(text)))
  let { kept } = keeping
  if (asked.length > 0) {
    const { probe, vectors } = await embedder.embedDocuments(asked, signal)
    kept = await keeping.accept(probe)
    kept?.add(asked.map((text, place) => ({ key: toTextKey(text), vector: vectors[place] })))
  }
  for (const { document, id } of documents) {
    const key = keys.get(id)
    const bytes = key && kept?.find(key)
    if (key && bytes?.some((byte) => byte !== 0)) filling.found.set(document, key)
  }
  return asked.length
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return wait(ms, undefined, { signal }).catch(() => undefined)
}
