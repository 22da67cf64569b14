import { Hono } from 'hono'
import { z } from 'zod'
import { READERS_CHANNELS } from '../../../domain/channels.ts'
import { AppError } from '../../../domain/error.ts'
import { toIso } from '../../../domain/time.ts'
import { onlyPresent } from '../../../platform/only-present.ts'
import { ASK_LIMITS } from '../../../services/subscriptions/limits.ts'
import { clientNetwork } from '../../client-address.ts'
import type { Operation } from '../../openapi/operation.ts'
import type { GetSubscribing } from '../../subscriptions/deps.ts'
import { askedBody, doubt } from './subscription-schemas.ts'
import { readBody } from './subscriptions.ts'

const roomBody = askedBody.extend({
  channel: z.enum(READERS_CHANNELS).describe('The way out. The operator says which of them anybody may subscribe.'),
  address: z
    .string()
    .min(1)
    .max(2000)
    .describe('The URL of a webhook or topic, the number of a chat or the id of a room: docs/channels.md.'),
})

const roomAnswer = z
  .object({
    nextAt: z.iso.datetime().exactOptional().describe('When the first digest is due.'),
    doubt: doubt.exactOptional(),
  })
  .meta({ id: 'RoomSubscription', description: 'A subscription that has begun.' })

/** What the API says of subscribing a chat, a topic or a webhook. */
export const roomOperation: Operation = {
  method: 'post',
  path: '/api/v1/subscriptions/rooms',
  name: 'subscribeRoom',
  summary: 'Digests for a chat, a topic or a webhook, where the operator allows it',
  description: `Subscribes a place that is no mailbox. Nobody can be asked there, so that it begins at once. The private link,
by which it is changed and ended, stands in each digest and is told nowhere else.

Operators allow channels by \`SUBSCRIBE_CHANNELS\`; without it they alone subscribe such places. A place gets ${ASK_LIMITS.mailboxDaily} new
subscriptions a day at most.`,
  body: {
    schema: roomBody,
    description: 'JSON, at most 8 kB.',
    example: {
      channel: 'ntfy',
      address: 'https://ntfy.sh/papers-of-a-lab-in-oslo',
      wish: { kind: 'category', code: 'cs.CL' },
      rhythm: { span: 'day', weekdays: [1, 2, 3, 4, 5], hour: 7, zone: 'Europe/Oslo' },
    },
  },
  answer: { schema: roomAnswer, description: 'It has begun.', example: { nextAt: '2026-04-02T05:00:00.000Z' } },
  errors: {
    not_found: 'This server sends no digests.',
    forbidden: 'Only the operator subscribes such places.',
    conflict: 'It has such a subscription already, or too many of them. Nothing was changed.',
  },
}

/** POST /api/v1/subscriptions/rooms — subscribes a place that is no mailbox. */
export function roomApi(getSubscribing: GetSubscribing): Hono {
  return new Hono().post(roomOperation.path, async (c) => {
    const { subscribeRoom } = getSubscribing()
    if (!subscribeRoom) throw new AppError('forbidden', 'Only the operator of this server subscribes such places')
    const { nextAt, doubt: why } = await subscribeRoom({ ...(await readBody(c, roomBody)), network: clientNetwork(c) })
    return c.json({ ...(nextAt !== undefined && { nextAt: toIso(nextAt) }), ...onlyPresent({ doubt: why }) })
  })
}
