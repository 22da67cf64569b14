import { type Context, Hono } from 'hono'
import type { Digest, DigestId } from '../../domain/digest.ts'
import { AppError } from '../../domain/error.ts'
import type { Recipient, Subscription, SubscriptionId } from '../../domain/subscription.ts'
import { renderPage } from '../pages/render.ts'
import type { Site } from '../views/layout.tsx'
import type { GetSubscribing, SubscriptionDeps } from './deps.ts'
import { DigestPage } from './views/digest-view.tsx'
import { secretOf } from './inbox-pages.tsx'
import { toInboxPath } from './views/inbox-view.tsx'

type Found = { digest: Digest; recipient: Recipient; subscription: Subscription; notice?: string }

/**
 * GET /inbox/SECRET/digests/DIGEST — a past digest; /inbox/SECRET/preview/SUBSCRIPTION — what would go out now; each with
 * `/mail` behind it as its mail looks.
 */
export function digestPages(getSubscribing: GetSubscribing, site: Site): Hono {
  const showPage = (find: Find) => async (c: Context) => {
    const deps = getSubscribing()
    const { digest, recipient, subscription, notice } = await find(c, deps)
    const links = deps.links.toLinks(digest, recipient, subscription)
    const mailPath = deps.renderDigest && recipient.channel === 'mail' ? `${c.req.path}/mail` : undefined
    return renderPage(
      c,
      <DigestPage {...{ site, digest, links, mailPath, notice }} inboxPath={toInboxPath(recipient)} />,
    )
  }
  const showMail = (find: Find) => async (c: Context) => {
    const deps = getSubscribing()
    if (!deps.renderDigest) throw new AppError('not_found', 'This server sends no mail')
    const { digest, recipient, subscription } = await find(c, deps)
    const links = deps.links.toLinks(digest, recipient, subscription)
    return mailResponse(c, deps.renderDigest({ digest, recipient, subscription, links }).html)
  }
  return new Hono()
    .get('/inbox/:secret/digests/:digest', showPage(findPast))
    .get('/inbox/:secret/digests/:digest/mail', showMail(findPast))
    .get('/inbox/:secret/preview/:id', showPage(composePreview))
    .get('/inbox/:secret/preview/:id/mail', showMail(composePreview))
}

type Find = (c: Context, deps: SubscriptionDeps) => Promise<Found>

async function findPast(c: Context, { subscribing }: SubscriptionDeps): Promise<Found> {
  const found = await subscribing.findPastDigest(secretOf(c), c.req.param('digest') as DigestId)
  if (found) return found
  throw new AppError('not_found', 'There is no such digest behind this private link')
}

async function composePreview(c: Context, { subscribing, preview }: SubscriptionDeps): Promise<Found> {
  const own = await subscribing.getOwn(secretOf(c), c.req.param('id') as SubscriptionId)
  return {
    ...own,
    digest: await preview(own.subscription),
    notice: 'A preview: what would go out now. Nothing was sent.',
  }
}

/** A mail has its styles in itself, and nothing else that our own pages may not have. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

function mailResponse(c: Context, html: string): Response {
  return c.body(html, 200, { 'Content-Type': 'text/html; charset=UTF-8', 'Content-Security-Policy': MAIL_POLICY })
}
