import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { AppError, toAppError } from '../domain/error.ts'
import type { Clock } from '../domain/time.ts'
import type { FindPaper } from '../services/find-paper.ts'
import type { FindNewestDay, FindNextDay, ListDay, ListFeaturedPapers } from '../services/list-edition.ts'
import { dailyPapersRoutes } from './api/daily-papers.ts'
import { paperRoutes } from './api/paper.ts'
import { problemResponse, STATUS } from './errors.ts'
import { healthRoutes } from './health.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { wellFormedAddress } from './middleware/well-formed-address.ts'
import { editionPages } from './pages/editions.tsx'
import { errorPage } from './pages/error.tsx'
import { paperPages } from './pages/paper.tsx'
import { thumbnailRoutes } from './pages/thumbnail.tsx'
import { publicFileRoutes, readPublicFiles } from './public-files.ts'

/** What the app asks of the program, and where and what it is. */
export type AppDeps = {
  listFeaturedPapers: ListFeaturedPapers
  listDay: ListDay
  findNewestDay: FindNewestDay
  findNextDay: FindNextDay
  findPaper: FindPaper
  /** Throws where the store does not answer. */
  checkHealth: () => Promise<void>
  clock: Clock
  /** The public address, without a closing slash. */
  baseUrl: string
  version: string
  log: Log
}

/** Writes one event down: a name, noun first, and its facts. */
export type Log = (event: string, facts: Record<string, unknown>) => void

/** All that the server answers: pages for people, JSON for programs. Reading only: no request changes anything. */
export function createApp(deps: AppDeps): Hono {
  const { findPaper, baseUrl, version, log } = deps
  const files = readPublicFiles()
  const site = { stylesheet: files.stylesheet.path, version }
  const answerError = (c: Context, error: AppError): Response | Promise<Response> =>
    isForPrograms(c) ? problemResponse(c, error) : errorPage(c, error, site)

  const app = new Hono()
  app.use(securityHeaders)
  app.use(
    '/api/*',
    cors({ origin: '*', allowMethods: ['GET', 'HEAD'], exposeHeaders: ['ETag', 'Link', 'X-Error-Message'] }),
  )
  app.use(wellFormedAddress)
  app.use(etag({ weak: true }))
  app.route('/', healthRoutes(deps.checkHealth))
  app.route('/', dailyPapersRoutes(deps))
  app.route('/', paperRoutes(findPaper, baseUrl))
  app.route('/', publicFileRoutes(files))
  app.route('/', thumbnailRoutes(findPaper))
  app.route('/', editionPages(deps, site))
  app.route('/', paperPages(findPaper, site))
  app.notFound((c) => answerError(c, new AppError('not_found', 'There is nothing at this address')))
  app.onError((thrown, c) => {
    const error = toAppError(thrown)
    logError(log, c, error)
    return answerError(c, error)
  })
  return app
}

function isForPrograms(c: Context): boolean {
  const { pathname } = new URL(c.req.url)
  return pathname === '/healthz' || pathname === '/api' || pathname.startsWith('/api/')
}

/** Here an error ends, so here it is written down, once: ours with its cause, the reader's in a line. */
function logError(log: Log, c: Context, error: AppError): void {
  const path = new URL(c.req.url).pathname.slice(0, 200)
  const facts = { code: error.code, method: c.req.method, path, message: error.message }
  if (STATUS[error.code] < 500) return log('request.refused', facts)
  const { cause } = error
  log('request.failed', { ...facts, cause: cause instanceof Error ? cause.stack : cause })
}
