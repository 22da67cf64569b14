import { type Context, Hono } from 'hono'
import { AppError, toAppError } from '../domain/error.ts'
import type { Network } from '../domain/network.ts'
import type { Log, LogLevel } from '../domain/ports.ts'
import type { Clock } from '../domain/time.ts'
import type { MeasureStore } from '../services/measure-store.ts'
import type { Reading } from '../services/reading.ts'
import type { MapPapers } from '../services/search/map-papers.ts'
import type { Searching } from '../services/search/searching.ts'
import { NO_SOURCES, type SourceStanding } from '../services/sync/source-standing.ts'
import { arxivReposRoutes } from './api/arxiv-repos.ts'
import { dailyPapersRoutes } from './api/daily-papers.ts'
import { paperRoutes } from './api/paper.ts'
import { papersRoutes } from './api/papers.ts'
import { searchRoutes } from './api/search.ts'
import { countsRoutes } from './api/v1/counts.ts'
import { searchV1Routes } from './api/v1/search.ts'
import { similarRoutes } from './api/v1/similar.ts'
import { suggestRoutes } from './api/v1/suggest.ts'
import { composeDailyPapersWith } from './api/hydration.ts'
import type { CardMaker } from './card/make-cards.ts'
import { findAllowed } from './allowed-methods.ts'
import { problemResponse, STATUS } from './errors.ts'
import { healthRoutes } from './health.ts'
import { createAnswerCounter } from './metrics/count-answers.ts'
import { createHarvestCounter, type HarvestCounter } from './metrics/count-harvests.ts'
import type { ProcessMeter } from './metrics/measure-process.ts'
import { metricsRoutes } from './metrics/routes.ts'
import { compress } from './middleware/compress.ts'
import { conditional } from './middleware/conditional.ts'
import { identifyRequest } from './middleware/identify-request.ts'
import { openToAll } from './middleware/open-to-all.ts'
import { rateLimit, type RateLimits } from './middleware/rate-limit.ts'
import { recordAnswers } from './middleware/record-answers.ts'
import { refuseBodies } from './middleware/refuse-bodies.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { wellFormedAddress } from './middleware/well-formed-address.ts'
import { openApiRoutes } from './openapi/routes.ts'
import { aboutPages } from './pages/about.tsx'
import { cataloguePages } from './pages/catalogue.tsx'
import { editionPages } from './pages/editions.tsx'
import { errorPage, WRONG_METHOD } from './pages/error.tsx'
import { mapPages } from './pages/map.tsx'
import { paperPages } from './pages/paper.tsx'
import { searchPages } from './pages/search.tsx'
import { trendingPages } from './pages/trending.tsx'
import { cardRoutes } from './pages/thumbnail.tsx'
import { publicFileRoutes, type PublicFiles, readPublicFiles } from './public-files.ts'
import { toRouteLabel } from './route-label.ts'
import { standingRoutes } from './sources/standing-routes.ts'
import type { Site } from './views/layout.tsx'

/** What the app asks of the program, and where and what it is. */
export type AppDeps = Reading &
  Searching & {
    /** Throws where the store does not answer. */
    checkHealth: () => Promise<void>
    measureStore: MeasureStore
    processMeter: ProcessMeter
    drawCard: CardMaker['drawCard']
    mapPapers: MapPapers
    clock: Clock
    /** The public address, without a closing slash. */
    baseUrl: string
    version: string
    rateLimits: RateLimits
    trustedProxies: readonly Network[]
    metricsToken: string | undefined
    log: Log
    /** How it stands with sources; without it nothing is asked by itself. */
    sources?: SourceStanding
    /** Counts what became of asking them. */
    harvests?: Pick<HarvestCounter, 'list'>
  }

/** All that the server answers: pages for people, JSON for programs. Reading only: no request changes anything. */
export function createApp(given: AppDeps): Hono {
  const deps = withSources(given)
  const { findPaper, baseUrl, log } = deps
  const files = readPublicFiles()
  const site = toSite(files, deps)
  const answerError = (c: Context, error: AppError): Response | Promise<Response> => {
    c.header('ETag', undefined) // it tells of what could not be shown
    return isForPrograms(c) ? problemResponse(c, error) : errorPage(c, error, site)
  }
  const answerUnrouted = (c: Context): Response | Promise<Response> => {
    const allowed = findAllowed(app, c)
    if (allowed === undefined) return answerError(c, new AppError('not_found', 'There is nothing at this address'))
    c.header('Allow', allowed)
    const error = new AppError('invalid', `This address can only be read (${allowed}); nothing was changed`)
    return isForPrograms(c) ? problemResponse(c, error, 405) : errorPage(c, error, site, WRONG_METHOD)
  }

  const composeDailyPapers = composeDailyPapersWith(deps.listPlacedPapers, baseUrl)
  const answers = createAnswerCounter()
  const app = new Hono()
  // First what every answer has, refused ones too; then what may refuse; last what spares the work.
  app.use(recordAnswers(log, answers.count))
  app.use(identifyRequest(deps.trustedProxies, log))
  app.use(compress())
  app.use(securityHeaders(baseUrl))
  app.use('/api/*', openToAll)
  app.use(refuseBodies)
  app.use(rateLimit(deps.rateLimits, deps.clock))
  app.use(wellFormedAddress)
  app.use(conditional({ ...deps, ...site }))
  app.route('/', healthRoutes(deps.checkHealth))
  app.route('/', metricsRoutes({ ...deps, answers, token: deps.metricsToken }))
  app.route('/', dailyPapersRoutes(deps))
  app.route('/', papersRoutes(deps.listNewestPapers, baseUrl))
  app.route('/', openApiRoutes(site))
  app.route('/', arxivReposRoutes())
  app.route('/', searchRoutes(deps))
  app.route('/', searchV1Routes(deps, baseUrl))
  app.route('/', similarRoutes(deps))
  app.route('/', countsRoutes(deps))
  app.route('/', suggestRoutes(deps, baseUrl))
  app.route('/', standingRoutes(deps.sources, baseUrl))
  app.route('/', paperRoutes(findPaper, baseUrl))
  app.route('/', publicFileRoutes(files))
  app.route('/', cardRoutes())
  app.route('/', trendingPages({ ...deps, composeDailyPapers }, site))
  app.route('/', searchPages(deps, site))
  app.route('/', mapPages(deps, site))
  app.route('/', editionPages({ ...deps, composeDailyPapers }, site))
  app.route('/', cataloguePages(deps.listCatalogue, site))
  app.route('/', aboutPages(deps, site))
  app.route('/', paperPages(deps, site))
  app.notFound(answerUnrouted)
  app.onError((thrown, c) => {
    const error = toAppError(thrown)
    logError(log, c, error)
    return answerError(c, error)
  })
  return app
}

function withSources(given: AppDeps): AppDeps & Required<Pick<AppDeps, 'sources' | 'harvests'>> {
  const { sources = NO_SOURCES, harvests = createHarvestCounter() } = given
  // What an edition says of its batch changes without any paper changing.
  const findVersion = async (): Promise<string> => `${await given.findVersion()}.${await sources.findVersion()}`
  return { ...given, sources, harvests, findVersion }
}

function toSite({ stylesheet, suggestScript, mapScript }: PublicFiles, { baseUrl, version }: AppDeps): Site {
  return { stylesheet: stylesheet.path, suggestScript: suggestScript.path, mapScript: mapScript.path, baseUrl, version }
}

function isForPrograms(c: Context): boolean {
  const { pathname } = new URL(c.req.url)
  return pathname === '/healthz' || pathname === '/api' || pathname.startsWith('/api/')
}

const ERROR_LEVELS: Partial<Record<AppError['code'], LogLevel>> = { internal: 'error', unavailable: 'warn' }

/**
 * Here an error that is not the reader's ends, so here it is written down, once. What a reader did wrong is told by the
 * status of the answer: their words are not ours to keep.
 */
function logError(log: Log, c: Context, error: AppError): void {
  if (STATUS[error.code] < 500) return
  const { code, message, cause } = error
  const facts = { code, message, method: c.req.method, route: toRouteLabel(c), path: c.req.path.slice(0, 200) }
  const told = { ...facts, requestId: c.get('requestId'), cause: cause instanceof Error ? cause.stack : cause }
  log('request.failed', told, ERROR_LEVELS[code] ?? 'error')
}
