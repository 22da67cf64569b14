import { type Context, Hono } from 'hono'
import { AppError, toAppError } from '../domain/error.ts'
import type { Network } from '../domain/network.ts'
import type { Log, LogLevel } from '../domain/ports.ts'
import type { Clock } from '../domain/time.ts'
import { type DescribeDigests, NO_DIGESTS } from '../services/digests/describe-digests.ts'
import type { MeasureStore } from '../services/measure-store.ts'
import type { Reading } from '../services/reading.ts'
import { listFoundPapers } from '../services/feeds/list-found-papers.ts'
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
import { findAllowed, isRouted } from './allowed-methods.ts'
import { problemResponse, STATUS } from './errors.ts'
import { type AllFeedDeps, feedPages } from './feeds/all-feeds.tsx'
import { keepFeeds } from './feeds/keep-feeds.ts'
import type { FeedTopics } from './feeds/topics.ts'
import { healthRoutes } from './health.ts'
import { type CountAnswer, createAnswerCounter } from './metrics/count-answers.ts'
import { createHarvestCounter, type HarvestCounter } from './metrics/count-harvests.ts'
import type { ProcessMeter } from './metrics/measure-process.ts'
import { metricsRoutes } from './metrics/routes.ts'
import { compress } from './middleware/compress.ts'
import { conditional } from './middleware/conditional.ts'
import { guardWrites } from './middleware/guard-writes.ts'
import { identifyRequest } from './middleware/identify-request.ts'
import { keepPrivate } from './middleware/keep-private.ts'
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
import { holdsSecret } from './private-paths.ts'
import { publicFileRoutes, type PublicFiles, readPublicFiles } from './public-files.ts'
import { toRouteLabel } from './route-label.ts'
import { standingRoutes } from './sources/standing-routes.ts'
import { requireSubscribing, type SubscriptionDeps } from './subscriptions/deps.ts'
import { subscriptionRoutes } from './subscriptions/routes.ts'
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
    /** Whom feeds name as the hub that tells of their changes (WebSub); without it they name none. */
    websubHub?: string | undefined
    /** Told of each feed that somebody reads. */
    feedTopics?: FeedTopics
    /** How it stands with sources; without it nothing is asked by itself. */
    sources?: SourceStanding
    /** Counts what became of asking them. */
    harvests?: Pick<HarvestCounter, 'list'>
    /** How it stands with digests; without it there are none. */
    describeDigests?: DescribeDigests
    /** Without it nobody can subscribe to anything. */
    subscriptions?: SubscriptionDeps
    /** Whether digests go out by mail: only then pages offer them. */
    offersMail?: boolean
  }

/** All that the server answers: pages for people, JSON for programs. Only requests about subscriptions change anything. */
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
    const error = new AppError('invalid', `This address takes ${allowed} alone; nothing was changed`)
    return isForPrograms(c) ? problemResponse(c, error, 405) : errorPage(c, error, site, WRONG_METHOD)
  }

  const composeDailyPapers = composeDailyPapersWith(deps.listPlacedPapers, baseUrl)
  const answers = createAnswerCounter()
  const app = new Hono()
  passFirst(app, deps, site, answers.count)
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
  app.route('/', feedPages(toFeedDeps(deps, files), site))
  app.route('/', subscriptionRoutes(deps.subscriptions, site))
  app.route('/', paperPages(deps, site))
  app.notFound(answerUnrouted)
  app.onError((thrown, c) => {
    const error = toAppError(thrown)
    logError(log, c, error)
    return answerError(c, error)
  })
  return app
}

/** What every request passes before a route sees it. */
function passFirst(app: Hono, deps: AppDeps, site: Site, count: CountAnswer): void {
  const { baseUrl, clock, log } = deps
  const isTaken = (c: Context): boolean => isRouted(app, c.req.method, c.req.path)
  // First what every answer has, refused ones too; then what may refuse; last what spares the work.
  app.use(recordAnswers(log, count))
  app.use(identifyRequest(deps.trustedProxies, log))
  app.use(compress())
  app.use(securityHeaders(baseUrl))
  app.use('/api/*', openToAll)
  app.use(keepPrivate)
  app.use(refuseBodies(isTaken))
  app.use(rateLimit(deps.rateLimits, clock))
  app.use(wellFormedAddress)
  app.use(guardWrites({ baseUrl, clock, isTaken }))
  app.use(conditional({ ...deps, ...site }))
}

function withSources(given: AppDeps): AppDeps & Required<Pick<AppDeps, 'sources' | 'harvests' | 'describeDigests'>> {
  const { sources = NO_SOURCES, harvests = createHarvestCounter() } = given
  const { describeDigests = () => Promise.resolve(NO_DIGESTS) } = given
  // What an edition says of its batch changes without any paper changing.
  const findVersion = async (): Promise<string> => `${await given.findVersion()}.${await sources.findVersion()}`
  return { ...given, sources, harvests, describeDigests, findVersion }
}

function toFeedDeps(given: AppDeps, { feedStylesheet }: PublicFiles): AllFeedDeps {
  const { websubHub: hub, feedTopics: topics, subscriptions, ...deps } = given
  const getFeeds = () => requireSubscribing(subscriptions)().subscribing
  const answering = { keeper: keepFeeds(deps.clock), stylesheet: feedStylesheet.path }
  return { ...deps, ...answering, hub, topics, getFeeds, listFoundPapers: listFoundPapers(deps) }
}

function toSite(files: PublicFiles, { baseUrl, version, offersMail = false }: AppDeps): Site {
  const { stylesheet, suggestScript, mapScript, zoneScript } = files
  const scripts = { suggestScript: suggestScript.path, mapScript: mapScript.path, zoneScript: zoneScript.path }
  return { stylesheet: stylesheet.path, ...scripts, baseUrl, version, offersMail }
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
  const path = holdsSecret(c.req.path) ? undefined : c.req.path.slice(0, 200)
  const facts = { code, message, method: c.req.method, route: toRouteLabel(c), path }
  const told = { ...facts, requestId: c.get('requestId'), cause: cause instanceof Error ? cause.stack : cause }
  log('request.failed', told, ERROR_LEVELS[code] ?? 'error')
}
