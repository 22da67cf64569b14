import { Hono } from 'hono'
import type { DescribeStore } from '../../services/describe-store.ts'
import { openDayOf } from '../middleware/conditional.ts'
import { AboutPage } from '../views/about-page.tsx'
import type { Site } from '../views/layout.tsx'
import { renderPage } from './render.ts'

/** GET /about — what this sheet is, the state of its data, and how trending is reckoned. */
export function aboutPages(describeStore: DescribeStore, site: Site): Hono {
  return new Hono().get('/about', async (c) =>
    renderPage(c, <AboutPage site={site} state={await describeStore(openDayOf(c))} />),
  )
}
