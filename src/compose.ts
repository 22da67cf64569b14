import { toCalendarWarning, toOpenEditionDay } from './domain/arxiv-calendar.ts'
import { loadSecret } from './config/secret.ts'
import type { Config } from './config/config.ts'
import { type AppDeps, createApp, type Log } from './http/app.ts'
import { type Fetch, startServer } from './http/server.ts'
import { systemClock } from './platform/clock.ts'
import { readVersion } from './platform/version.ts'
import { exportPapers } from './services/export-papers.ts'
import { findPaperByAnyId } from './services/find-paper.ts'
import { importPapers } from './services/import-papers.ts'
import { findNewestEdition, findNextEdition, listDay, listFeaturedPapers } from './services/list-edition.ts'
import { type ShownStore, showSampleWhileEmpty } from './services/shown-store.ts'
import { readPapers } from './sources/read-papers.ts'
import { type Db, openDatabase } from './store/db.ts'
import { checkDatabase, migrateToLatest } from './store/migrate.ts'

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
export async function openInstallation(config: Pick<Config, 'databaseUrl'>): Promise<Installation> {
  const db = openDatabase(config.databaseUrl)
  try {
    await migrateToLatest(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    importPapers: (bytes, options) => importPapers({ db, readPapers }, bytes, options),
    exportPapers: () => exportPapers(db),
    close: () => db.destroy(),
  }
}

/** A server that answers requests. `url` is where people reach it. */
export type Service = { url: string; close(): Promise<void> }

/**
 * Opens the database and serves it, until `close`.
 *
 * @throws AppError `unavailable` when the port is taken or the database does not answer
 */
export async function startService(config: Config, log: Log): Promise<Service> {
  const db = openDatabase(config.databaseUrl)
  try {
    await migrateToLatest(db)
    await loadSecret(config.dataFolder)
    return await serve(db, config, log)
  } catch (error) {
    await db.destroy()
    throw error
  }
}

async function serve(db: Db, config: Config, log: Log): Promise<Service> {
  const warning = toCalendarWarning(toOpenEditionDay(systemClock()))
  if (warning !== undefined) log('calendar.unknown', { warning })
  const shown = showSampleWhileEmpty(db, systemClock)
  // The app is made once the port is known: its address stands in the links of its answers.
  let answer: Fetch = () => new Response('Starting', { status: 503 })
  const server = await startServer((request) => answer(request), config)
  const url = config.baseUrl ?? `http://localhost:${server.port}`
  const app = createApp({ ...toUseCases(shown), checkHealth: () => checkDatabase(db), ...toSite(url), log })
  answer = (request) => app.fetch(request)
  return {
    url,
    async close() {
      await server.close(GRACE_MS)
      await shown.close()
      await db.destroy()
    },
  }
}

/** Every use case reads from whatever is shown at the moment of the request. */
function toUseCases(shown: ShownStore): UseCases {
  return {
    listFeaturedPapers: async (query) => listFeaturedPapers(await shown.find())(query),
    listDay: async (...part) => listDay(await shown.find())(...part),
    findNewestDay: async (latest) => findNewestEdition(await shown.find())(latest),
    findNextDay: async (day, latest) => findNextEdition(await shown.find())(day, latest),
    findPaper: async (id) => findPaperByAnyId(await shown.find())(id),
  }
}

type UseCases = Pick<AppDeps, 'listFeaturedPapers' | 'listDay' | 'findNewestDay' | 'findNextDay' | 'findPaper'>

function toSite(url: string): Pick<AppDeps, 'baseUrl' | 'version' | 'clock'> {
  return { baseUrl: url, version: readVersion(), clock: systemClock }
}
