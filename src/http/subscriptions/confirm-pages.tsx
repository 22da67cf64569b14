import { type Context, Hono } from 'hono'
import { AppError } from '../../domain/error.ts'
import { CONFIRMATION_HOURS } from '../../domain/order-limits.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { QuestionState } from '../../services/subscriptions/confirming.ts'
import { clientNetwork } from '../client-address.ts'
import { renderPage } from '../pages/render.ts'
import type { Site } from '../views/layout.tsx'
import type { GetSubscribing } from './deps.ts'
import { SimplePage } from './views/simple-page.tsx'
import { SubscriptionFacts } from './views/subscription-facts.tsx'

const UNKNOWN = `This link is not known here. It holds for ${CONFIRMATION_HOURS} hours, and must be whole: mail programs may break it in two`

/**
 * GET /confirm/TOKEN — what was asked for, and a button; POST begins it. Programs that look at mails follow every link
 * in them, so that a link alone confirms nothing.
 */
export function confirmPages(getSubscribing: GetSubscribing, site: Site): Hono {
  const show = async (c: Context): Promise<Response> => {
    const found = await getSubscribing().subscribing.findConfirmation(c.req.param('token') ?? '')
    if (!found) throw new AppError('not_found', UNKNOWN)
    const { state, subscription, address } = found
    if (state !== 'open') return renderPage(c, <ClosedPage {...{ site, state }} />, { status: 410 })
    return renderPage(c, <QuestionPage {...{ site, subscription, address }} />)
  }
  const begin = async (c: Context): Promise<Response> => {
    const answered = await getSubscribing().subscribing.confirm(c.req.param('token') ?? '', clientNetwork(c))
    if (!answered) throw new AppError('not_found', UNKNOWN)
    if (answered.state !== 'confirmed')
      return renderPage(c, <ClosedPage {...{ site, state: answered.state }} />, { status: 410 })
    return c.redirect(`/inbox/${answered.recipient.secret}?told=begun`, 303)
  }
  return new Hono().get('/confirm/:token', show).post('/confirm/:token', begin)
}

type Question = { site: Site; subscription: Subscription; address: string }

function QuestionPage({ site, subscription, address }: Question) {
  return (
    <SimplePage site={site} title="Begin this digest?" note={`It goes to ${address}, once you say so.`}>
      <div class="stack">
        <SubscriptionFacts subscription={subscription} />
        <form method="post">
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
}

function ClosedPage({ site, state }: { site: Site; state: Exclude<QuestionState, 'open'> }) {
  const [title, text] = CLOSED[state]
  return (
    <SimplePage site={site} title={title}>
      <div class="stack">
        <p>{text}</p>
        <p class="actions">
          <a class="button main" href={state === 'used' ? '/inbox' : '/subscriptions'}>
            {state === 'used' ? 'Your digests' : 'Ask again'}
          </a>
        </p>
      </div>
    </SimplePage>
  )
}
