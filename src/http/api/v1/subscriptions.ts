import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { DigestId } from '../../../domain/digest.ts'
import { AppError } from '../../../domain/error.ts'
import { toPastDigestPath } from '../../../domain/private-addresses.ts'
import type { Subscription, SubscriptionId } from '../../../domain/subscription.ts'
import { toIso } from '../../../domain/time.ts'
import { toWishTitle } from '../../../domain/wish-title.ts'
import { onlyPresent } from '../../../platform/only-present.ts'
import type { Inbox } from '../../../services/subscriptions/managing.ts'
import type { Subscribing } from '../../../services/subscriptions/subscribing.ts'
import { clientNetwork } from '../../client-address.ts'
import { readQuery } from '../../query.ts'
import type { GetSubscribing } from '../../subscriptions/deps.ts'
import { writeDigestCursor } from '../../subscriptions/digest-cursor.ts'
import { describeFault } from './body-fault.ts'
import { askOperation, inboxQuery } from './subscription-operations.ts'
import {
  askedBody,
  changeBody,
  type DigestItem,
  type InboxAnswer,
  type SubscriptionItem,
} from './subscription-schemas.ts'

/** `getMailing` is for what takes a mail. */
type Getters = Record<'getSubscribing' | 'getMailing', GetSubscribing>

const SUBSCRIPTION = '/api/v1/inboxes/:secret/subscriptions/:id'

/**
 * POST /api/v1/subscriptions — asks for digests; GET /api/v1/inboxes/{secret} — everything of one recipient; PATCH and
 * DELETE of one of its subscriptions change and end it.
 */
export function subscriptionApi({ getSubscribing, getMailing }: Getters, baseUrl: string): Hono {
  return new Hono()
    .post(askOperation.path, async (c) => {
      const { subscribing } = getMailing()
      const asked = await readBody(c, askedBody)
      const { address, expiresAt, doubt } = await subscribing.askForSubscription({
        ...asked,
        network: clientNetwork(c),
      })
      return c.json({ address, expiresAt: toIso(expiresAt), ...onlyPresent({ doubt }) }, 202)
    })
    .get('/api/v1/inboxes/:secret', async (c) => {
      const { before } = readQuery(c, inboxQuery)
      const secret = c.req.param('secret')
      const inbox = await getSubscribing().subscribing.getInbox(secret, before)
      return c.json(toInboxAnswer(inbox, (id) => `${baseUrl}${toPastDigestPath(secret, id)}`))
    })
    .patch(SUBSCRIPTION, async (c) => {
      const { subscribing } = getSubscribing()
      const change = await readBody(c, changeBody)
      if (Object.keys(change).length === 0) throw new AppError('invalid', 'Name at least one thing to change')
      return c.json(
        toItem(await changeOne(subscribing, c.req.param('secret'), c.req.param('id') as SubscriptionId, change)),
      )
    })
    .delete(SUBSCRIPTION, async (c) => {
      const { subscribing } = getSubscribing()
      return c.json(toItem(await subscribing.end(c.req.param('secret'), c.req.param('id') as SubscriptionId)))
    })
}

/** What is ordered first: a state that cannot be had changes nothing else. */
async function changeOne(
  { change, pause, resume, getOwn }: Subscribing,
  secret: string,
  id: SubscriptionId,
  { state, ...order }: z.infer<typeof changeBody>,
): Promise<Subscription> {
  if (state === 'paused') await pause(secret, id)
  if (state === 'active') await resume(secret, id)
  const wanted = onlyPresent(order)
  return Object.keys(wanted).length > 0 ? change(secret, id, wanted) : (await getOwn(secret, id)).subscription
}

/** The body of a request, in JSON. @throws AppError `invalid` naming the first wrong part */
export async function readBody<Shape extends z.ZodType>(c: Context, shape: Shape): Promise<z.infer<Shape>> {
  const sent: unknown = await c.req.json().catch((cause: unknown) => {
    throw new AppError('invalid', 'The body is not JSON', { cause })
  })
  const read = shape.safeParse(sent, { reportInput: true })
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new AppError('invalid', issue ? describeFault(issue) : 'The body cannot be read')
}

function toItem(subscription: Subscription): SubscriptionItem {
  const { id, state, wish, names, rhythm, size, sendsEmpty, createdAt, confirmedAt, endedAt, nextAt } = subscription
  return {
    ...{ id, title: toWishTitle(wish, names), state, size, sendsEmpty, createdAt: toIso(createdAt) },
    wish,
    rhythm: { ...rhythm, weekdays: [...rhythm.weekdays] },
    ...(confirmedAt !== undefined && { confirmedAt: toIso(confirmedAt) }),
    ...(endedAt !== undefined && { endedAt: toIso(endedAt) }),
    ...(nextAt !== undefined && { nextAt: toIso(nextAt) }),
  }
}

function toInboxAnswer(
  { recipient, subscriptions, digests, next }: Inbox,
  toUrl: (id: DigestId) => string,
): InboxAnswer {
  const { channel, address, suppressed } = recipient
  return {
    channel,
    ...(channel === 'mail' && { address }),
    ...(suppressed && { suppressed: { at: toIso(suppressed.at), reason: suppressed.reason } }),
    subscriptions: subscriptions.map(({ subscription }) => toItem(subscription)),
    digests: digests.map((digest) => toDigestItem(digest, toUrl(digest.id))),
    ...(next && { nextBefore: writeDigestCursor(next) }),
  }
}

function toDigestItem(digest: Inbox['digests'][number], url: string): DigestItem {
  const { id, subscriptionId, from, to, dueAt, composedAt, papers, delivery, trouble } = digest
  return {
    ...{ id, subscription: subscriptionId, from, to, dueAt: toIso(dueAt), papers },
    ...(composedAt !== undefined && { composedAt: toIso(composedAt) }),
    ...(delivery && { state: delivery.state }),
    ...(delivery?.endedAt !== undefined && { endedAt: toIso(delivery.endedAt) }),
    ...onlyPresent({ trouble }),
    url,
  }
}
