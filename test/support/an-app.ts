import type { Hono } from 'hono'
import { type AppDeps, createApp } from '../../src/http/app.ts'
import { findPaperByAnyId } from '../../src/services/find-paper.ts'
import { findNewestEdition, findNextEdition, listDay, listFeaturedPapers } from '../../src/services/list-edition.ts'
import type { Db } from '../../src/store/db.ts'

/** Noon in New York on Friday 29 May 2026: that day's edition is the newest that is open. */
export const NOON = Date.parse('2026-05-29T16:00:00Z')

/** The whole app on a database, at `NOON`, at the address https://broadsheet.example. */
export function anApp(db: Db, wish: Partial<AppDeps> = {}): Hono {
  return anAppOf({
    listFeaturedPapers: listFeaturedPapers(db),
    listDay: listDay(db),
    findNewestDay: findNewestEdition(db),
    findNextDay: findNextEdition(db),
    findPaper: findPaperByAnyId(db),
    ...wish,
  })
}

/** As `anApp`, without a database: what a test does not give holds nothing. */
export function anAppOf(wish: Partial<AppDeps>): Hono {
  return createApp({
    listFeaturedPapers: () => Promise.resolve({ items: [], hasMore: false }),
    listDay: () => Promise.resolve({ items: [], hasMore: false, featured: 0, listed: 0 }),
    findNewestDay: () => Promise.resolve(undefined),
    findNextDay: () => Promise.resolve(undefined),
    findPaper: () => Promise.resolve(undefined),
    checkHealth: () => Promise.resolve(),
    clock: () => NOON,
    baseUrl: 'https://broadsheet.example',
    version: '1.2.3',
    log: () => undefined,
    ...wish,
  })
}
