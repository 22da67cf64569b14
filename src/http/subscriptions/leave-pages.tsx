import { type Context, Hono } from 'hono'
import { AppError } from '../../domain/error.ts'
import { toWishTitle } from '../../domain/wish-title.ts'
import type { Leave } from '../../services/subscriptions/leaving.ts'
import { renderPage } from '../pages/render.ts'
import type { Site } from '../views/layout.tsx'
import type { GetSubscribing } from './deps.ts'
import { SimplePage } from './views/simple-page.tsx'
import { SUBSCRIPTIONS_PATH } from './views/subscribe-box.tsx'

const UNKNOWN =
  'This link ends no digest that is known here. Links in mails must be whole: some programs break them in two'
/** What mail programs send: https://www.rfc-editor.org/rfc/rfc8058#section-3.2 */
const [FIELD, ONE_CLICK] = ['List-Unsubscribe', 'One-Click']

/**
 * GET /u/TOKEN — which digest it is, and a button; POST ends it, at once and for who has no cookie, as RFC 8058 asks:
 * mail programs send it by themselves when their reader says so.
 */
export function leavePages(getSubscribing: GetSubscribing, site: Site): Hono {
  const tokenOf = (c: Context): string => c.req.param('token') ?? ''
  const show = async (c: Context): Promise<Response> => {
    const leave = await getSubscribing().subscribing.findLeave(tokenOf(c))
    if (!leave) throw new AppError('not_found', UNKNOWN)
    if (leave.subscription.state === 'ended') return renderPage(c, <EndedPage {...{ site, leave }} />)
    return renderPage(c, <LeavePage {...{ site, leave }} />)
  }
  const end = async (c: Context): Promise<Response> => {
    await refuseOthers(c)
    const leave = await getSubscribing().subscribing.endBySignature(tokenOf(c))
    if (!leave) throw new AppError('not_found', UNKNOWN)
    return renderPage(c, <EndedPage {...{ site, leave }} />)
  }
  return new Hono().get('/u/:token', show).post('/u/:token', end)
}

/** Programs may send either kind of form. */
async function refuseOthers(c: Context): Promise<void> {
  const body = await c.req.parseBody().catch((cause: unknown) => {
    throw new AppError('invalid', 'What was sent is no form', { cause })
  })
  if (body[FIELD] !== ONE_CLICK) throw new AppError('invalid', `Expected ${FIELD}=${ONE_CLICK}, as RFC 8058 says`)
}

function LeavePage({ site, leave: { subscription, address } }: { site: Site; leave: Leave }) {
  return (
    <SimplePage
      site={site}
      title="End this digest?"
      note={<bdi>{toWishTitle(subscription.wish, subscription.names)}</bdi>}
    >
      <div class="stack">
        <p>
          It goes to <bdi>{address}</bdi>. Once ended, nothing more of it is sent.
        </p>
        <form method="post">
          <input type="hidden" name={FIELD} value={ONE_CLICK} />
          <button class="main">End it</button>
        </form>
      </div>
    </SimplePage>
  )
}

function EndedPage({ site, leave: { subscription, address } }: { site: Site; leave: Leave }) {
  return (
    <SimplePage
      site={site}
      title="This digest has ended"
      note={<bdi>{toWishTitle(subscription.wish, subscription.names)}</bdi>}
    >
      <div class="stack">
        <p>
          Nothing more of it goes to <bdi>{address}</bdi>. What was sent can still be read on the page of{' '}
          <a href="/inbox">your digests</a>, and if it ended by mistake, it begins again there.
        </p>
        <p class="actions">
          <a class="button" href={SUBSCRIPTIONS_PATH}>
            Subscribe to something else
          </a>
        </p>
      </div>
    </SimplePage>
  )
}
