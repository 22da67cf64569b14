import { Hono } from 'hono'
import { renderPage } from '../pages/render.ts'
import type { Site } from '../views/layout.tsx'
import { FeedsPage } from './feeds-page.tsx'
import { type PrivateFeedDeps, privateFeeds } from './private-feeds.ts'
import { type FeedRouteDeps, feedRoutes } from './routes.ts'

/** What all feeds ask of the program together. */
export type AllFeedDeps = FeedRouteDeps & PrivateFeedDeps

/** GET /feeds — which feeds there are; the feeds themselves, and the private ones. */
export function feedPages(deps: AllFeedDeps, site: Site): Hono {
  return new Hono()
    .get('/feeds', (c) => renderPage(c, <FeedsPage site={site} hasHub={deps.hub !== undefined} />))
    .route('/', feedRoutes(deps))
    .route('/', privateFeeds(deps))
}
