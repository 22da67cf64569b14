import { Hono } from 'hono'
import type { Clock } from '../../domain/time.ts'
import type { DescribeDigests } from '../../services/digests/describe-digests.ts'
import type { DescribeStore } from '../../services/describe-store.ts'
import type { SourceStanding } from '../../services/sync/source-standing.ts'
import { openDayOf } from '../middleware/conditional.ts'
import { AboutPage } from '../views/about-page.tsx'
import type { Site } from '../views/layout.tsx'
import { renderPage } from './render.ts'

/** What this page asks of the program. */
export type AboutDeps = {
  describeStore: DescribeStore
  sources: Pick<SourceStanding, 'describeSources' | 'switchedOff'>
  describeDigests: DescribeDigests
  clock: Clock
}

/** GET /about — what this sheet is, where its papers come from, the state of its data and its digests, and how trending is reckoned. */
export function aboutPages({ describeStore, sources, describeDigests, clock }: AboutDeps, site: Site): Hono {
  const { describeSources, switchedOff } = sources
  return new Hono().get('/about', async (c) => {
    const state = await describeStore(openDayOf(c))
    const standing = { sources: await describeSources(), switchedOff, digests: await describeDigests(), now: clock() }
    return renderPage(c, <AboutPage {...{ site, state, ...standing }} />)
  })
}
