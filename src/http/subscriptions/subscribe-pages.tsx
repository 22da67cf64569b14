import { type Context, Hono } from 'hono'
import { AppError } from '../../domain/error.ts'
import type { Rhythm, Wish } from '../../domain/subscription.ts'
import { FROM_MONDAY } from '../../domain/time.ts'
import { parseWish } from '../../domain/wish-text.ts'
import { clientNetwork } from '../client-address.ts'
import { renderPage } from '../pages/render.ts'
import type { Site } from '../views/layout.tsx'
import type { GetSubscribing } from './deps.ts'
import { AskedPage, type Fault, SubscribePage } from './views/subscribe-view.tsx'
import { SUBSCRIPTIONS_PATH, TRENDING } from './views/subscribe-box.tsx'
import { readForm, type RhythmForm, subscriptionForm } from './subscription-form.ts'
import { guessZone } from './time-zones.ts'

const ASKED_PATH = `${SUBSCRIPTIONS_PATH}/asked`

/**
 * GET /subscriptions?wish= — the form with all that can be chosen; POST asks for a subscription, and leads to the same
 * page whatever became of it: whether an address is known is told in its inbox alone.
 */
export function subscribePages(getSubscribing: GetSubscribing, site: Site): Hono {
  const showForm = (c: Context): Response | Promise<Response> => {
    getSubscribing()
    const guess = guessZone(c.req.header('Accept-Language'))
    return renderPage(c, <SubscribePage {...{ site, guess }} wish={findWish(c)} />)
  }
  const ask = async (c: Context): Promise<Response> => {
    const { subscribing } = getSubscribing()
    const sent = new URLSearchParams(await c.req.text())
    const read = readForm(sent, subscriptionForm)
    const guess = guessZone(c.req.header('Accept-Language'))
    const refuse = (fault: Fault): Promise<Response> => {
      const wish = readWishOr(sent.get('wish') ?? '', TRENDING[0]!)
      return renderPage(c, <SubscribePage {...{ site, guess, wish, sent, fault }} />, { status: 400 })
    }
    if ('fault' in read) return refuse(read)
    const { address, wish, size, empty } = read.values
    const order = { wish, rhythm: readRhythm(read.values, guess), size, sendsEmpty: empty === '1' }
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

/** A rhythm as a form gives it: a weekly digest goes out on the first of the days. */
export function readRhythm({ span, days, hour, zone }: RhythmForm, guess: string): Rhythm {
  const inOrder = FROM_MONDAY.filter((day) => days.includes(day))
  return { span, weekdays: span === 'week' ? inOrder.slice(0, 1) : inOrder, hour, zone: zone === '' ? guess : zone }
}

function findWish(c: Context): Wish {
  return readWishOr(c.req.query('wish') ?? '', TRENDING[0]!)
}

function readWishOr(text: string, fallback: Wish): Wish {
  try {
    return parseWish(text)
  } catch (thrown) {
    if (thrown instanceof AppError) return fallback
    throw thrown
  }
}
