import { type Context, Hono } from 'hono'
import { AppError } from '../../domain/error.ts'
import { CONFIRMATION_HOURS } from '../../domain/order-limits.ts'
import { toInboxPath } from '../../domain/private-addresses.ts'
import { UNSAID_ZONE } from '../../domain/rhythm.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { QuestionState } from '../../services/subscriptions/confirming.ts'
import { clientNetwork } from '../client-address.ts'
import { allowOwnScript } from '../middleware/security-headers.ts'
import { renderPage } from '../pages/render.ts'
import type { Site } from '../views/layout.tsx'
import type { GetSubscribing } from './deps.ts'
import { guessZone } from './time-zones.ts'
import { SimplePage } from './views/simple-page.tsx'
import { type Fault, FaultNotice } from './views/subscribe-view.tsx'
import { SubscriptionFacts } from './views/subscription-facts.tsx'
import { ZoneField, ZoneScript } from './views/zone-field.tsx'

const UNCHOSEN: Fault = { field: 'zone', fault: 'Choose the time zone that your digests go by' }
const UNKNOWN = `This link is not known here. It holds for ${CONFIRMATION_HOURS} hours, and must be whole: mail programs may break it in two`

/**
 * GET /confirm/TOKEN — what was asked for, the time zone, and a button; POST begins it, or, with an empty `zone`, asks
 * for one. Programs that look at mails follow every link in them, so that a link alone confirms nothing.
 */
export function confirmPages(getSubscribing: GetSubscribing, site: Site): Hono {
  const ask = async (c: Context, fault?: Fault): Promise<Response> => {
    const { subscribing } = getSubscribing()
    const found = await subscribing.findConfirmation(c.req.param('token') ?? '')
    if (!found) throw new AppError('not_found', UNKNOWN)
    const { state, subscription, recipient } = found
    if (state !== 'open') return close(c, { site, state })
    const zone = toZone(subscription, c.req.header('Accept-Language'))
    const doubt = await subscribing.findDoubt(subscription.wish)
    allowOwnScript(c)
    const page = <QuestionPage {...{ site, subscription, zone, doubt, fault }} address={recipient.address} />
    return renderPage(c, page, fault && { status: 400 })
  }
  const begin = async (c: Context): Promise<Response> => {
    const zone = new URLSearchParams(await c.req.text()).get('zone') ?? undefined
    if (zone === '') return ask(c, UNCHOSEN)
    const token = c.req.param('token') ?? ''
    const answered = await getSubscribing().subscribing.confirm(token, clientNetwork(c), zone)
    if (!answered) throw new AppError('not_found', UNKNOWN)
    if (answered.state !== 'confirmed') return close(c, { site, state: answered.state })
    return c.redirect(`${toInboxPath(answered.recipient.secret)}?told=begun`, 303)
  }
  return new Hono().get('/confirm/:token', (c) => ask(c)).post('/confirm/:token', begin)
}

/** The one that was asked for; where none was, the one in which who looks at it most likely is. */
function toZone({ rhythm: { zone } }: Subscription, acceptLanguage: string | undefined): Question['zone'] {
  return zone === UNSAID_ZONE ? { zone: guessZone(acceptLanguage) ?? '', asks: 'now' } : { zone }
}

function close(c: Context, closed: Parameters<typeof ClosedPage>[0]): Response | Promise<Response> {
  return renderPage(c, <ClosedPage {...closed} />, { status: 410 })
}

type Question = {
  site: Site
  subscription: Subscription
  address: string
  zone: Omit<Parameters<typeof ZoneField>[0], 'prefix'>
  /** Why it may never bring a paper. */
  doubt: string | undefined
  fault: Fault | undefined
}

function QuestionPage({ site, subscription, address, zone, doubt, fault }: Question) {
  return (
    <SimplePage
      site={site}
      title="Begin this digest?"
      note={`It goes to ${address}, once you say so.`}
      head={<ZoneScript path={site.zoneScript} />}
    >
      <div class="stack">
        {fault && <FaultNotice fault={fault} />}
        {doubt !== undefined && <p class="notice">{doubt}</p>}
        <SubscriptionFacts subscription={subscription} />
        <form class="fields" method="post">
          {ZoneField({ prefix: '', ...zone })}
          <button class="main">Begin</button>
        </form>
        <p class="note">If it was not you who asked, close this page: nothing is sent.</p>
      </div>
    </SimplePage>
  )
}

const CLOSED: Readonly<Record<Exclude<QuestionState, 'open'>, readonly [title: string, text: string]>> = {
  used: [
    'This digest has begun',
    'The link was followed before, and works once. The digest has a link to all that can be changed of it.',
  ],
  expired: [
    'This link is too old',
    `It held for ${CONFIRMATION_HOURS} hours. Nothing has begun; ask for the digest again.`,
  ],
  ended: ['This digest has ended', 'It was ended after the link was sent. To have it again, ask for it again.'],
  suppressed: [
    'Nothing is sent to this address',
    'Since the link was sent, a mail to it came back, or its reader complained. Nothing has begun. The page of your digests, to which each of them has a link, lets you try it again; so does who runs this server.',
  ],
}

function ClosedPage({ site, state }: { site: Site; state: Exclude<QuestionState, 'open'> }) {
  const [title, text] = CLOSED[state]
  const isKnown = state === 'used' || state === 'suppressed'
  return (
    <SimplePage site={site} title={title}>
      <div class="stack">
        <p>{text}</p>
        <p class="actions">
          <a class="button main" href={isKnown ? '/inbox' : '/subscriptions'}>
            {isKnown ? 'Your digests' : 'Ask again'}
          </a>
        </p>
      </div>
    </SimplePage>
  )
}
