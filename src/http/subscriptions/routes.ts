import { Hono } from 'hono'
import { roomApi } from '../api/v1/room-subscriptions.ts'
import { subscriptionApi } from '../api/v1/subscriptions.ts'
import type { Site } from '../views/layout.tsx'
import { confirmPages } from './confirm-pages.tsx'
import { requireMail, requireSubscribing, type SubscriptionDeps } from './deps.ts'
import { digestPages } from './digest-pages.tsx'
import { feedbackPages } from './feedback-pages.tsx'
import { inboxPages } from './inbox-pages.tsx'
import { leavePages } from './leave-pages.tsx'
import { linkPages } from './link-pages.tsx'
import { subscribePages } from './subscribe-pages.tsx'
import { testMessagePages } from './test-message-pages.tsx'

/** All pages and addresses of the API that are about subscriptions. Without `deps` each says that there are none. */
export function subscriptionRoutes(deps: SubscriptionDeps | undefined, site: Site): Hono {
  const getSubscribing = requireSubscribing(deps)
  const getMailing = requireMail(getSubscribing, site)
  const app = new Hono().route('/', testMessagePages(site))
  app.route('/', subscribePages(getMailing, site))
  const pages = [linkPages, confirmPages, leavePages, feedbackPages, inboxPages, digestPages]
  for (const toRoutes of pages) app.route('/', toRoutes(getSubscribing, site))
  return app
    .route('/', subscriptionApi({ getSubscribing, getMailing }, site.baseUrl))
    .route('/', roomApi(getSubscribing))
}
