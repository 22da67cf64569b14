import { type Context, Hono, type Next } from 'hono'
import type { Digest, DigestId } from '../../domain/digest.ts'
import { AppError } from '../../domain/error.ts'
import type { DigestLinks } from '../../domain/ports.ts'
import { toInboxPath, toPreviewPath } from '../../domain/private-addresses.ts'
import type { Recipient, Subscription, SubscriptionId } from '../../domain/subscription.ts'
import { renderPage } from '../pages/render.ts'
import type { Site } from '../views/layout.tsx'
import type { GetSubscribing, SubscriptionDeps } from './deps.ts'
import { DigestPage } from './views/digest-view.tsx'
import { secretOf } from './inbox-pages.tsx'
import { PrunedDigestPage } from './views/pruned-digest-view.tsx'

type Found = { digest: Digest; recipient: Recipient; subscription: Subscription; notice?: string }

/**
 * GET /inbox/SECRET/digests/DIGEST — a past digest; /inbox/SECRET/preview/SUBSCRIPTION — what would go out now; each with
 * `/mail` behind it as its mail looks. A past one that is not kept any more is answered 410.
 */
export function digestPages(getSubscribing: GetSubscribing, site: Site): Hono {
  const showPage = (find: Find) => async (c: Context) => {
    const deps = getSubscribing()
    const found = await find(c, deps)
    const { digest, recipient, subscription, notice } = found
    const links = toLinks(deps, found, site)
    const { span } = subscription.rhythm
    const mailPath = deps.renderDigest && recipient.channel === 'mail' ? `${c.req.path}/mail` : undefined
    return renderPage(
      c,
      <DigestPage {...{ site, digest, span, links, mailPath, notice }} inboxPath={toInboxPath(recipient.secret)} />,
    )
  }
  const showMail = (find: Find) => async (c: Context) => {
    const deps = getSubscribing()
    if (!deps.renderDigest) throw new AppError('not_found', 'This server sends no mail')
    const found = await find(c, deps)
    const { digest, recipient, subscription } = found
    return mailResponse(
      c,
      deps.renderDigest({ digest, recipient, subscription, links: toLinks(deps, found, site) }).html,
    )
  }
  const showPruned = async (c: Context, next: Next) => {
    const { subscribing, digestDays } = getSubscribing()
    const secret = secretOf(c)
    const pruned = await subscribing.findPrunedDigest(secret, c.req.param('digest') as DigestId)
    if (!pruned) return next()
    const page = <PrunedDigestPage {...{ site, day: pruned.to, days: digestDays }} inboxPath={toInboxPath(secret)} />
    return renderPage(c, page, { status: 410 })
  }
  return new Hono()
    .get('/inbox/:secret/digests/:digest', showPruned, showPage(findPast))
    .get('/inbox/:secret/digests/:digest/mail', showPruned, showMail(findPast))
    .get('/inbox/:secret/preview/:id', showPage(composePreview))
    .get('/inbox/:secret/preview/:id/mail', showMail(composePreview))
}

type Find = (c: Context, deps: SubscriptionDeps) => Promise<Found>

async function findPast(c: Context, { subscribing }: SubscriptionDeps): Promise<Found> {
  const found = await subscribing.findPastDigest(secretOf(c), c.req.param('digest') as DigestId)
  if (found) return found
  throw new AppError('not_found', 'There is no such digest behind this private link')
}

const PREVIEW = 'A preview: what would go out now. Nothing was sent.'
const NOTHING_NEW = 'A preview: there has been no new edition since your last digest, so nothing would go out now.'

async function composePreview(c: Context, { subscribing, preview }: SubscriptionDeps): Promise<Found> {
  const own = await subscribing.getOwn(secretOf(c), c.req.param('id') as SubscriptionId)
  const { digest, isNew } = await preview(own.subscription)
  return { ...own, digest, notice: isNew ? PREVIEW : NOTHING_NEW }
}

/** What a preview leads to is itself: its digest has no page. */
function toLinks({ links }: SubscriptionDeps, found: Found, { baseUrl }: Site): DigestLinks {
  const { digest, recipient, subscription, notice } = found
  const own = links.toLinks(digest, recipient, subscription)
  const whole = `${baseUrl}${toPreviewPath(recipient.secret, subscription.id)}`
  return notice === undefined ? own : { ...own, whole }
}

/** A mail has its styles in itself, and nothing else that our own pages may not have. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

function mailResponse(c: Context, html: string): Response {
  return c.body(html, 200, { 'Content-Type': 'text/html; charset=UTF-8', 'Content-Security-Policy': MAIL_POLICY })
}
