import type { Hono } from 'hono'
import { AppError } from '../../src/domain/error.ts'
import { type AppDeps, createApp } from '../../src/http/app.ts'
import { createReading } from '../../src/services/reading.ts'
import type { PaperMap } from '../../src/services/search/map-papers.ts'
import type { SearchPage } from '../../src/services/search/searching.ts'
import type { Db } from '../../src/store/db.ts'
import { checkAnswers } from './checked-answers.ts'

/** Noon in New York on Friday 29 May 2026: that day's edition is the newest that is open. */
export const NOON = Date.parse('2026-05-29T16:00:00Z')

/** The whole app on a database, its answers held against its description, at `NOON`, at the address https://broadsheet.example. */
export function anApp(db: Db, wish: Partial<AppDeps> = {}): Hono {
  return anAppOf({ ...createReading(db), ...wish })
}

/** What a search finds that finds nothing. */
export const NOTHING_FOUND: SearchPage = {
  found: [],
  hasMore: false,
  matched: 0,
  isExact: true,
  filters: [],
  problems: [],
  isPartial: false,
  waiting: 0,
}

/** The map of nothing. */
const NOTHING_MAPPED: PaperMap = {
  regions: [],
  parts: [],
  contours: [],
  count: 0,
  unplaced: 0,
  matched: 0,
  isExact: true,
  problems: [],
}

/** As `anApp`, without a database: what a test does not give holds nothing. */
export function anAppOf(wish: Partial<AppDeps>): Hono {
  const app = createApp({
    listFeaturedPapers: () => Promise.resolve({ items: [], hasMore: false }),
    listPlacedPapers: () => Promise.resolve([]),
    listNewestPapers: () => Promise.resolve({ items: [], hasMore: false }),
    listEdition: () => Promise.resolve({ headlines: [], hasMore: false, featured: 0, listed: 0 }),
    searchPapers: () => Promise.resolve(NOTHING_FOUND),
    listSimilar: () => Promise.resolve([]),
    suggest: () => Promise.resolve([]),
    mapPapers: () => Promise.resolve(NOTHING_MAPPED),
    findRank: () => Promise.resolve(undefined),
    listDayCounts: () => Promise.resolve([]),
    listTrending: () => Promise.resolve({ headlines: [], hasMore: false }),
    listTrendingPapers: () => Promise.resolve({ items: [], hasMore: false }),
    listCatalogue: () => Promise.resolve({ headlines: [], hasMore: false, total: 0 }),
    listFeedPapers: () => Promise.resolve({ items: [], hasMore: false }),
    describeStore: () => Promise.resolve({ papers: 0, featuredPapers: 0, sources: [], uncatalogued: 0 }),
    findVersion: () => Promise.resolve('1'),
    findNewestDay: () => Promise.resolve(undefined),
    findNeighbours: () => Promise.resolve({}),
    findPaper: () => Promise.resolve(undefined),
    listCounts: () => Promise.resolve([]),
    checkHealth: () => Promise.resolve(),
    measureStore: () => Promise.resolve({ papers: 0, featuredPapers: 0, sources: [], uncatalogued: 0, lastChange: 0 }),
    processMeter: { list: () => [], stop: () => undefined },
    drawCard: () => Promise.reject(new AppError('unavailable', 'No card is drawn in this test')),
    clock: () => NOON,
    baseUrl: 'https://broadsheet.example',
    version: '1.2.3',
    rateLimits: { api: 0, pages: 0 },
    trustedProxies: [],
    metricsToken: undefined,
    log: () => undefined,
    ...wish,
  })
  return checkAnswers(app)
}
