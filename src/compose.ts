import { join } from 'node:path'
import { toCalendarWarning, toOpenEditionDay } from './domain/arxiv-calendar.ts'
import { openOnDatabase } from './compose-database.ts'
import { type FetchConfig, listSources } from './compose-fetching.ts'
import { openSubscriptions } from './compose-subscriptions.ts'
import { openHub } from './compose-hub.ts'
import { loadSecret } from './config/secret.ts'
import type { Config } from './config/config.ts'
import { NETWORK_SOURCES, type SourceSettings } from './config/source-settings.ts'
import type { Log } from './domain/ports.ts'
import { type AppDeps, createApp } from './http/app.ts'
import { makeCards } from './http/card/make-cards.ts'
import { createHarvestCounter } from './http/metrics/count-harvests.ts'
import { measureProcess } from './http/metrics/measure-process.ts'
import { type Fetch, startServer } from './http/server.ts'
import { keepSyncing, type SyncKeeper } from './jobs/keep-syncing.ts'
import { loadDkimKey } from './mail/dkim-key.ts'
import { systemClock } from './platform/clock.ts'
import { readVersion } from './platform/version.ts'
import { toWorkerUrl } from './platform/worker-url.ts'
import { describeDigests } from './services/digests/describe-digests.ts'
import { exportPapers } from './services/export-papers.ts'
import { keepCatalogue } from './services/catalogue/keep-catalogue.ts'
import { importPapers } from './services/import-papers.ts'
import { INDEX_FOLDER } from './services/index/index-thread.ts'
import { toIndexVersion } from './services/index/index-version.ts'
import { type IndexKeeper, keepIndex } from './services/index/keep-index.ts'
import { toStoreTag } from './services/index/store-tag.ts'
import { loadModel } from './services/load-model.ts'
import { makeMaps } from './services/map/draw-map.ts'
import { mapPapers } from './services/search/map-papers.ts'
import { createSearching } from './services/search/search-papers.ts'
import type { Searching } from './services/search/searching.ts'
import { measureStore } from './services/measure-store.ts'
import { showSampleWhileEmpty } from './services/shown-store.ts'
import { createSourceStanding, type SourceStanding } from './services/sync/source-standing.ts'
import {
  type TrainingListener,
  type TrainingRequest,
  trainEmbedding as train,
} from './services/training/train-embedding.ts'
import type { PlanWanted } from './services/want-papers.ts'
import { planPapers } from './sources/arxiv/plan.ts'
import { readPapers } from './sources/read-papers.ts'
import type { Db } from './store/db.ts'
import { findChangeNumber, hasPapers } from './store/papers.ts'
import { checkDatabase } from './store/migrate.ts'

/** How long an answer under way may take once the server was asked to end. */
const GRACE_MS = 3000

/** The program on one database: what a command may do with it. */
export type Installation = {
  importPapers: (
    bytes: AsyncIterable<Uint8Array>,
    options?: Parameters<typeof importPapers>[2],
  ) => ReturnType<typeof importPapers>
  exportPapers: () => AsyncGenerator<string>
  close(): Promise<void>
}

/** Opens the database of a configuration and brings its tables up to date. */
export function openInstallation(config: Pick<Config, 'databaseUrl' | 'sources'>): Promise<Installation> {
  return openOnDatabase(config.databaseUrl, (db) => ({
    importPapers: (bytes, options) =>
      importPapers({ db, readPapers, clock: systemClock, planWanted: toPlanWanted(config.sources) }, bytes, options),
    exportPapers: () => exportPapers(db),
    close: () => db.destroy(),
  }))
}

/** arXiv fetches papers that a file only names, where it is switched on. */
function toPlanWanted({ names }: SourceSettings): PlanWanted | undefined {
  return names.includes('arxiv') ? (ids) => ({ source: 'arxiv', tasks: planPapers(ids, 0) }) : undefined
}

/** Trains an embedding of the papers in files: `services/training`. */
export const trainEmbedding = (request: TrainingRequest, listener: TrainingListener) =>
  train(readPapers, request, listener)

/** A server that answers requests. `url` is where people reach it. */
export type Service = { url: string; close(): Promise<void> }

/**
 * Opens the database and serves it, until `close`.
 *
 * @throws AppError `unavailable` when the port is taken or the database does not answer
 */
export function startService(config: Config, log: Log): Promise<Service> {
  return openOnDatabase(config.databaseUrl, async (db) => {
    const secret = await loadSecret(config.dataFolder)
    await refuseWrongModel(config)
    await refuseWrongKey(config)
    return serve({ db, secret }, config, log)
  })
}

async function serve({ db, secret }: { db: Db; secret: string }, config: Config, log: Log): Promise<Service> {
  const warning = toCalendarWarning(toOpenEditionDay(systemClock()))
  if (warning !== undefined) log('calendar.ended', { warning }, 'warn')
  const shown = showSampleWhileEmpty(db, systemClock)
  const cards = makeCards((message) => log('cards.failed', { message }, 'warn'))
  const maps = makeMaps((message) => log('maps.ended', { message }, 'warn'))
  // The app is made once the port is known: its address stands in the links of its answers.
  let answer: Fetch = () => new Response('Starting', { status: 503 })
  const server = await startServer((request, env) => answer(request, env), config)
  // Threads are started once the port is ours: one that runs keeps a program alive that has nothing to serve.
  const catalogue = keepCatalogue(config.databaseUrl, (message) => log('catalogue.delayed', { message }, 'warn'))
  const index = openIndex(config, log)
  const harvests = createHarvestCounter()
  const syncing = startSyncing(config, harvests.listen(log))
  const url = config.baseUrl ?? `http://localhost:${server.port}`
  const processMeter = measureProcess()
  const searching = createSearching(() => Promise.resolve(db), index)
  const { mailing, ...subscribing } = openSubscriptions(config, { db, secret, baseUrl: url, searching, log })
  const hub = openHub(config, log)
  // What a search finds changes when the index does, a moment after the store.
  const findVersion = async (): Promise<string> =>
    `${await shown.reading.findVersion()}.${toIndexVersion(index.state(), systemClock())}`
  const app = createApp({
    ...shown.reading,
    ...createSearching(shown.findDb, index, () => findChangeNumber(db)),
    mapPapers: mapPapers({ findDb: shown.findDb, index, maps }),
    findVersion,
    ...hub.named,
    ...toSite(url),
    ...subscribing,
    rateLimits: config.rateLimits,
    trustedProxies: config.trustedProxies,
    metricsToken: config.metricsToken,
    checkHealth: () => checkDatabase(db),
    measureStore: measureStore(db, systemClock),
    sources: openStanding(db, config),
    describeDigests: describeDigests(db, systemClock),
    harvests,
    drawCard: cards.drawCard,
    processMeter,
    log,
  })
  answer = (request, env) => app.fetch(request, env)
  const telling = hub.start(url, findVersion)
  return {
    url,
    async close() {
      // Digests are composed by asking the index: their thread ends first.
      const digests = mailing.stop().then(() => index.stop())
      await Promise.all([server.close(GRACE_MS), catalogue.stop(), digests, syncing?.stop(), telling.stop()])
      processMeter.stop()
      await cards.close()
      await maps.close()
      await shown.close()
      await db.destroy()
    },
  }
}

function openStanding(db: Db, config: Config): SourceStanding {
  const switchedOff = NETWORK_SOURCES.filter((name) => !config.sources.names.includes(name))
  return createSourceStanding({ db, sources: listSources(config), switchedOff, clock: systemClock })
}

/** Nothing where no source is switched on. */
function startSyncing({ databaseUrl, dataFolder, sources }: Config, log: Log): SyncKeeper | undefined {
  if (sources.names.length === 0) return undefined
  const options: FetchConfig = { databaseUrl, dataFolder, sources }
  return keepSyncing({ url: toWorkerUrl('compose-sync', import.meta.url), options }, log)
}

/** Here, so that a wrong file is told at once: the threads that read it would be started again and again. */
async function refuseWrongModel({ embeddingFile }: Config): Promise<void> {
  if (embeddingFile !== undefined) await loadModel(embeddingFile)
}

/** Here too: mail would wait for a key that nobody knows to be wrong. */
async function refuseWrongKey({ mail }: Config): Promise<void> {
  if (mail.dkim) await loadDkimKey(mail.dkim)
}

function openIndex(config: Config, log: Log): IndexKeeper {
  const { dataFolder, databaseUrl, embedding: server, embeddingFile: modelPath } = config
  const store = toStoreTag(databaseUrl, dataFolder)
  return keepIndex({ databaseUrl, folder: join(dataFolder, INDEX_FOLDER), store, modelPath, server }, log)
}

/** The search of an installation, and whether there is anything to search. */
export type OpenSearch = Searching & { hasPapers(): Promise<boolean>; close(): Promise<void> }

/** The search of an installation by itself, up to date with all that was committed before. */
export function openSearch(config: Config, log: Log): Promise<OpenSearch> {
  return openOnDatabase(config.databaseUrl, async (db) => {
    await refuseWrongModel(config)
    const last = await findChangeNumber(db)
    const index = openIndex(config, log)
    const close = async (): Promise<void> => {
      await index.stop()
      await db.destroy()
    }
    await index.reach(last).catch((error: unknown) => index.stop().then(() => Promise.reject(error)))
    return { ...createSearching(() => Promise.resolve(db), index), hasPapers: () => hasPapers(db), close }
  })
}

function toSite(url: string): Pick<AppDeps, 'baseUrl' | 'version' | 'clock'> {
  return { baseUrl: url, version: readVersion(), clock: systemClock }
}
