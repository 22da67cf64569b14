import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AppError, toAppError } from '../../domain/error.ts'
import { toInboxPath } from '../../domain/private-addresses.ts'
import type { SubscriptionId } from '../../domain/subscription.ts'
import type { Order } from '../../services/subscriptions/check-order.ts'
import { STATUS } from '../errors.ts'
import { renderPage } from '../pages/render.ts'
import { parsedBy, readQuery } from '../query.ts'
import type { Site } from '../views/layout.tsx'
import type { GetSubscribing, SubscriptionDeps } from './deps.ts'
import { readDigestCursor } from './digest-cursor.ts'
import { ForgottenPage, InboxPage } from './views/inbox-view.tsx'
import { isSentTo } from './sends.ts'
import { furtherForm, readForm, rhythmForm, toWish } from './subscription-form.ts'
import { readRhythm } from './subscribe-pages.tsx'
import { findTold, type ToldName } from './told.ts'
import { toSentence } from '../../platform/sentence.ts'

const query = z.object({
  told: z.string().max(20).optional(),
  before: parsedBy(readDigestCursor).optional(),
  add: z.literal('1').optional(),
})

/** An act on one subscription: changes it, and says what was done. */
type Act = (
  deps: SubscriptionDeps,
  own: { secret: string; id: SubscriptionId; sent: URLSearchParams; site: Site },
) => Promise<ToldName>

const ACTS: Readonly<Record<string, Act>> = {
  pause: async ({ subscribing }, { secret, id }) => {
    await subscribing.pause(secret, id)
    return 'paused'
  },
  resume: async ({ subscribing }, { secret, id }) => {
    await subscribing.resume(secret, id)
    return 'resumed'
  },
  end: async ({ subscribing }, { secret, id }) => {
    await subscribing.end(secret, id)
    return 'ended'
  },
  again: async ({ subscribing }, { secret, id }) => {
    await subscribing.beginAgain(secret, id)
    return 'again'
  },
  send: async ({ subscribing, sendNow }, { secret, id, site }) => {
    const { subscription, recipient } = await subscribing.getOwn(secret, id)
    if (!isSentTo(recipient, site))
      throw new AppError('conflict', 'This server sends no mail at present. Nothing was sent')
    if (subscription.state !== 'active') throw new AppError('conflict', 'Only a digest that goes out can be sent now')
    await sendNow(id)
    return 'sent'
  },
  change: async ({ subscribing }, { secret, id, sent }) => {
    const read = readForm(sent, rhythmForm)
    if ('fault' in read) throw new AppError('invalid', read.fault)
    const { size, empty } = read.values
    await subscribing.change(secret, id, {
      rhythm: readRhythm(read.values),
      size,
      sendsEmpty: empty === '1',
    })
    return 'changed'
  },
}

/**
 * GET /inbox/SECRET — everything of one recipient, with `?add=1` the form of one more opened; POST there begins a further subscription, makes a new link, lets mail go
 * out again or deletes it all, and POST
 * /inbox/SECRET/subscriptions/ID changes one subscription. Each leads back to the page, which tells what was done.
 */
export function inboxPages(getSubscribing: GetSubscribing, site: Site): Hono {
  const show = async (c: Context): Promise<Response> => {
    const { told, before, add } = readQuery(c, query)
    const { getInbox, toFeedKey } = getSubscribing().subscribing
    const inbox = await getInbox(secretOf(c), before)
    return renderPage(c, <InboxPage {...{ site, inbox, toFeedKey }} told={findTold(told)} isAdding={add === '1'} />)
  }
  const add = async (c: Context, sent: URLSearchParams): Promise<Response> => {
    const deps = getSubscribing()
    try {
      const { wish } = await deps.subscribing.add(secretOf(c), readFurther(sent))
      const doubt = await deps.subscribing.findDoubt(wish)
      return goBack(c, secretOf(c), doubt === undefined ? 'added' : 'doubted')
    } catch (thrown) {
      return showRefused(c, toAppError(thrown), { deps, site, sent })
    }
  }
  const actOnInbox = async (c: Context): Promise<Response> => {
    const { subscribing } = getSubscribing()
    const secret = secretOf(c)
    const sent = new URLSearchParams(await c.req.text())
    const act = sent.get('act')
    if (act === 'link') return goBack(c, (await subscribing.replaceSecret(secret)).secret, 'link')
    if (act === 'forget' && sent.get('sure') === '1') {
      return renderPage(c, <ForgottenPage site={site} isAllGone={await subscribing.forget(secret)} />)
    }
    if (act === 'forget') return goBack(c, secret, 'unsure')
    if (act === 'add') return add(c, sent)
    if (act !== 'allow') throw new AppError('invalid', 'It is not clear what is to be done; nothing was')
    await subscribing.allowAgain(secret)
    return goBack(c, secret, 'allowed')
  }
  const actOnSubscription = async (c: Context): Promise<Response> => {
    const deps = getSubscribing()
    const [secret, id] = [secretOf(c), c.req.param('id') as SubscriptionId]
    const sent = new URLSearchParams(await c.req.text())
    const name = sent.get('act') ?? ''
    const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined
    if (!act) throw new AppError('invalid', 'It is not clear what is to be done; nothing was')
    try {
      return goBack(c, secret, await act(deps, { secret, id, sent, site }))
    } catch (thrown) {
      return showRefused(c, toAppError(thrown), { deps, site })
    }
  }
  return new Hono()
    .get('/inbox/:secret', show)
    .post('/inbox/:secret', actOnInbox)
    .post('/inbox/:secret/subscriptions/:id', actOnSubscription)
}

/** @throws AppError `invalid` for what cannot be read */
function readFurther(sent: URLSearchParams): Order {
  const read = readForm(sent, furtherForm)
  if ('fault' in read) throw new AppError('invalid', read.fault)
  const { size, empty } = read.values
  return { wish: toWish(read.values), rhythm: readRhythm(read.values), size, sendsEmpty: empty === '1' }
}

/** What the address holds. */
export function secretOf(c: Context): string {
  return c.req.param('secret') ?? ''
}

function goBack(c: Context, secret: string, told: ToldName): Response {
  return c.redirect(`${toInboxPath(secret)}?told=${told}`, 303)
}

type Refused = { deps: SubscriptionDeps; site: Site; sent?: URLSearchParams }

/** The page as it stands, and why nothing was done. What is no matter of the reader's is an error as ever. */
async function showRefused(c: Context, error: AppError, { deps, site, sent }: Refused): Promise<Response> {
  const { code, message } = error
  if (code !== 'invalid' && code !== 'conflict') throw error
  const { getInbox, toFeedKey } = deps.subscribing
  const inbox = await getInbox(secretOf(c))
  return renderPage(c, <InboxPage {...{ site, inbox, toFeedKey, sent }} told={toSentence(message)} isFault />, {
    status: STATUS[code],
  })
}
