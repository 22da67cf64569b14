import { openEmbedder } from '../../embedder/open-embedder.ts'
import type { EmbeddingServer } from '../../domain/embedding-server.ts'
import type { Db } from '../../store/db.ts'
import type { FollowerDeps } from '../index/follow-store.ts'
import type { LiveIndex } from '../index/files/live-index.ts'
import { fillIndex } from './fill-index.ts'
import { harvestVectors } from './harvest-vectors.ts'
import { beginKeptVectors, findKeptModel, openKeptVectors } from './kept-vectors.ts'
import { MissingVectors } from './missing-vectors.ts'
import { placeByKept } from './place-kept.ts'

/** Whose vectors an index holds: the name, and the vector by which the model is known again. */
export type ServerModel = { name: string; probe: Float32Array }

/** The vectors of an index that an embedding server makes. */
export type ServerVectors = {
  /** What the index is to be followed with: the vectors that are known by now. */
  deps(): Pick<FollowerDeps, 'model' | 'countKnown'>
  /** Absent until the server has answered once. */
  model(): ServerModel | undefined
  /** Is to be told of every index that takes the place of another. */
  see(index: LiveIndex): void
  /** Documents of that index without a vector. */
  countMissing(): number
  /** Brings vectors that came since into an index; the same index where there is nothing to do yet. */
  fill(index: LiveIndex, deps: FollowerDeps): Promise<LiveIndex>
  /** Whether another model answers now: then what was kept is forgotten, and the index is to be made anew. */
  takeExchange(): Promise<boolean>
  /** Asks whether the model is still the same. */
  look(): void
  /** Settles once nothing is under way any more, after the signal. */
  ended(): Promise<void>
}

type Deps = {
  server: EmbeddingServer
  db: Db
  folder: string
  signal: AbortSignal
  onPart: (asked: number) => void
  onFailure: (message: string) => void
}

/** Whose vectors a folder keeps, where another process keeps them. */
export function findServerModel(server: EmbeddingServer, folder: string): ServerModel | undefined {
  return findKeptModel(folder, openEmbedder(server).tag)
}

/** Begins to gather the vectors of papers from a server, with what was kept of it before. */
export function openServerVectors({ server, folder, ...deps }: Deps): ServerVectors {
  const embedder = openEmbedder(server)
  const missing = new MissingVectors()
  const harvest = harvestVectors({ ...deps, embedder, folder, missing }, openKeptVectors(folder, embedder.tag))
  return {
    deps() {
      const kept = harvest.kept()
      return { model: kept && placeByKept(kept), countKnown: () => kept?.count() ?? 0 }
    },
    model: () => harvest.kept(),
    see: (index) => missing.see(index),
    countMissing: () => missing.count(),
    fill(index, deps) {
      const kept = harvest.kept()
      return kept ? fillIndex(index, deps, kept, missing) : Promise.resolve(index)
    },
    async takeExchange() {
      const probe = harvest.exchangedFor()
      if (!probe) return false
      missing.forget()
      harvest.restart(await beginKeptVectors(folder, embedder.tag, probe))
      return true
    },
    look: () => harvest.look(),
    ended: () => harvest.ended,
  }
}
