import { Hono } from 'hono'
import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import type { Clock } from '../../domain/time.ts'
import type { DescribeStore } from '../../services/describe-store.ts'
import { AboutPage } from '../views/about-page.tsx'
import type { Site } from '../views/layout.tsx'
import { renderPage } from './render.ts'

/** GET /about — what this sheet is, the state of its data, and how trending is reckoned. */
export function aboutPages({ describeStore, clock }: { describeStore: DescribeStore; clock: Clock }, site: Site): Hono {
  return new Hono().get('/about', async (c) =>
    renderPage(c, <AboutPage site={site} state={await describeStore(toOpenEditionDay(clock()))} />),
  )
}
