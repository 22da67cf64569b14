import { type Context, Hono } from 'hono'
import { AppError } from '../../domain/error.ts'
import { UNSAID_ZONE } from '../../domain/rhythm.ts'
import type { Rhythm } from '../../domain/subscription.ts'
import { FROM_MONDAY } from '../../domain/time.ts'
import { clientNetwork } from '../client-address.ts'
import { allowOwnScript } from '../middleware/security-headers.ts'
import { renderPage } from '../pages/render.ts'
import type { Site } from '../views/layout.tsx'
import type { GetSubscribing } from './deps.ts'
import { AskedPage, type Fault, SubscribePage } from './views/subscribe-view.tsx'
import { SUBSCRIPTIONS_PATH, TRENDING } from './views/subscribe-box.tsx'
import { parseSentWish, readForm, type RhythmForm, subscriptionForm, toWish } from './subscription-form.ts'

const ASKED_PATH = `${SUBSCRIPTIONS_PATH}/asked`

/**
 * GET /subscriptions?wish= — the form with all that can be chosen; POST asks for a subscription, and leads to the same
 * page whatever became of it: whether an address is known is told in its inbox alone. With `more` it asks for nothing yet,
 * and shows the form as far as it was filled in.
 */
export function subscribePages(getSubscribing: GetSubscribing, site: Site): Hono {
  const showForm = (c: Context): Response | Promise<Response> => {
    getSubscribing()
    allowOwnScript(c)
    return renderPage(c, <SubscribePage site={site} wish={parseSentWish(c.req.query('wish')) ?? TRENDING[0]!} />)
  }
  const ask = async (c: Context): Promise<Response> => {
    const { subscribing } = getSubscribing()
    const sent = new URLSearchParams(await c.req.text())
    const read = readForm(sent, subscriptionForm)
    allowOwnScript(c)
    const shown = { site, wish: parseSentWish(sent.get('wish')) ?? TRENDING[0]!, sent }
    if (sent.has('more')) return renderPage(c, <SubscribePage {...shown} />)
    const refuse = (fault: Fault): Promise<Response> =>
      renderPage(c, <SubscribePage {...{ ...shown, fault }} />, { status: 400 })
    if ('fault' in read) return refuse(read)
    const { address, size, empty } = read.values
    const order = { wish: toWish(read.values), rhythm: readRhythm(read.values), size, sendsEmpty: empty === '1' }
    try {
      await subscribing.askForSubscription({ address, ...order, network: clientNetwork(c) })
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'invalid') throw thrown
      return refuse({ field: '', fault: thrown.message })
    }
    return c.redirect(ASKED_PATH, 303)
  }
  return new Hono()
    .get(SUBSCRIPTIONS_PATH, showForm)
    .post(SUBSCRIPTIONS_PATH, ask)
    .get(ASKED_PATH, (c) => renderPage(c, <AskedPage site={site} />))
}

/** A rhythm as a form gives it: a weekly digest goes out on the first of the days. A zone may be left open. */
export function readRhythm({ span, days, hour, zone }: RhythmForm): Rhythm {
  const inOrder = FROM_MONDAY.filter((day) => days.includes(day))
  return {
    span,
    weekdays: span === 'week' ? inOrder.slice(0, 1) : inOrder,
    hour,
    zone: zone === '' ? UNSAID_ZONE : zone,
  }
}
