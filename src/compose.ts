import { loadSecret } from './config/secret.ts'
import type { Config } from './config/config.ts'
import { createApp } from './http/app.ts'
import { type RunningServer, startServer } from './http/server.ts'
import { systemClock } from './platform/clock.ts'
import { readVersion } from './platform/version.ts'
import { exportPapers } from './services/export-papers.ts'
import { findPaperByAnyId } from './services/find-paper.ts'
import { importPapers } from './services/import-papers.ts'
import { findNewestEdition, findNextEdition, listDay, listFeaturedPapers } from './services/list-edition.ts'
import { showSampleWhileEmpty } from './services/shown-store.ts'
import { readPapers } from './sources/read-papers.ts'
import { openDatabase } from './store/db.ts'
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

type Log = (event: string, facts: Record<string, unknown>) => void

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
  } catch (error) {
    await db.destroy()
    throw error
  }
  const shown = showSampleWhileEmpty(db, systemClock)
  // The app is made once the port is known: its address stands in the links of its answers.
  let app: ReturnType<typeof createApp> | undefined
  const answer = (request: Request): Response | Promise<Response> =>
    app ? app.fetch(request) : new Response('Starting', { status: 503 })
  let server: RunningServer
  try {
    server = await startServer(answer, config)
  } catch (error) {
    await db.destroy()
    throw error
  }
  const url = config.baseUrl ?? `http://localhost:${server.port}`
  app = createApp({
    listFeaturedPapers: async (query) => listFeaturedPapers(await shown.find())(query),
    listDay: async (...part) => listDay(await shown.find())(...part),
    findNewestDay: async (latest) => findNewestEdition(await shown.find())(latest),
    findNextDay: async (day, latest) => findNextEdition(await shown.find())(day, latest),
    findPaper: async (id) => findPaperByAnyId(await shown.find())(id),
    checkHealth: () => checkDatabase(db),
    clock: systemClock,
    baseUrl: url,
    version: readVersion(),
    log,
  })
  return {
    url,
    async close() {
      await server.close(GRACE_MS)
      await shown.close()
      await db.destroy()
    },
  }
}
