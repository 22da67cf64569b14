import { Hono } from 'hono'
import type { SourceStanding } from '../../services/sync/source-standing.ts'
import { problemsRoutes } from '../api/v1/problems.ts'
import { sourcesRoutes } from '../api/v1/sources.ts'
import { problemsFeed } from './problems-feed.ts'

/** GET /api/v1/sources, /api/v1/problems and /problems.atom — how sources stand, for programs. */
export function standingRoutes(sources: SourceStanding, baseUrl: string): Hono {
  return new Hono()
    .route('/', sourcesRoutes(sources))
    .route('/', problemsRoutes(sources))
    .route('/', problemsFeed(sources, baseUrl))
}
