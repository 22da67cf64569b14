import { z } from 'zod'
import { USUAL_DIGEST_PAPERS } from '../../../domain/order-limits.ts'
import { ASK_LIMITS } from '../../../services/subscriptions/limits.ts'
import type { Operation } from '../../openapi/operation.ts'
import { parsedBy } from '../../query.ts'
import { readDigestCursor } from '../../subscriptions/digest-cursor.ts'
import {
  askedAnswer,
  askedBody,
  changeBody,
  type InboxAnswer,
  inboxAnswer,
  type SubscriptionItem,
  subscriptionItem,
} from './subscription-schemas.ts'

const EXAMPLE: SubscriptionItem = {
  ...{ id: 'q0YpT3vX7uKdW1sB9mRzLg', title: 'Papers on “sparse retrieval”', state: 'active' },
  wish: { kind: 'search', query: 'sparse retrieval' },
  rhythm: { span: 'day', weekdays: [1, 2, 3, 4, 5], hour: 7, zone: 'Europe/Oslo' },
  ...{ size: USUAL_DIGEST_PAPERS, sendsEmpty: false },
  ...{ createdAt: '2026-03-30T18:02:00.000Z', confirmedAt: '2026-03-30T18:04:00.000Z' },
  nextAt: '2026-04-02T05:00:00.000Z',
}

const EXAMPLE_INBOX: InboxAnswer = {
  ...{ channel: 'mail', address: 'ada@example.org' },
  subscriptions: [EXAMPLE],
  digests: [
    {
      ...{ id: `${EXAMPLE.id}.2026-04-01`, subscription: EXAMPLE.id, from: '2026-04-01', to: '2026-04-01' },
      ...{ dueAt: '2026-04-01T05:00:00.000Z', composedAt: '2026-04-01T05:00:01.000Z', papers: 7 },
      ...{ state: 'sent', endedAt: '2026-04-01T05:00:03.000Z' },
      url: `https://papers.example.org/inbox/V1StGXR8_Z5jdHi6B-myTq/digests/${EXAMPLE.id}.2026-04-01`,
    },
  ],
}

const secretParameter = {
  name: 'secret',
  description: 'What the private link ends with.',
  example: 'V1StGXR8_Z5jdHi6B-myTq',
}
const idParameter = { name: 'id', description: 'The id of a subscription.', example: EXAMPLE.id }
const NOT_FOUND = 'Nobody has this secret, or the subscription is somebody else’s.'
const CONFLICT = 'The subscription has ended or not begun, or another one brings the same. Nothing was changed.'

/** The path of one subscription, as the description writes it. */
const SUBSCRIPTION_PATH = '/api/v1/inboxes/{secret}/subscriptions/{id}'

/** What the query of an inbox holds. */
export const inboxQuery = z.object({
  before: parsedBy(readDigestCursor)
    .optional()
    .meta({ type: 'string', description: 'The next page: `nextBefore` of the one before.' }),
})

/** What the API says of asking for a subscription. */
export const askOperation: Operation = {
  method: 'post',
  path: '/api/v1/subscriptions',
  name: 'askForSubscription',
  summary: 'Digests by mail, once their reader has confirmed',
  description: `Asks for digests. A mail goes to the address with a link; nothing else is sent before the page behind it was
answered. The answer here is the same whether or not the address is known, has such a subscription, or takes no mail.

An address that answers none gets ${ASK_LIMITS.mailboxDaily} such mails a day at most, and a network may ask for ${ASK_LIMITS.networkHourly} an hour.`,
  body: { schema: askedBody, description: 'JSON, at most 8 kB.', example: toAsked(EXAMPLE) },
  status: 202,
  answer: {
    schema: askedAnswer,
    description: 'It was asked for.',
    example: { address: 'ada@example.org', expiresAt: '2026-04-01T18:02:00.000Z' },
  },
  errors: { not_found: 'This server sends no digests.' },
}

/** What the API says of everything behind a private link. */
export const inboxOperation: Operation = {
  path: '/api/v1/inboxes/{secret}',
  name: 'findInbox',
  summary: 'The subscriptions and past digests of one recipient',
  description: `What stands behind the private link of every digest. The secret is the whole of the proof: keep it as a
password is kept. Answers are not to be kept (\`Cache-Control: private, no-store\`), and the log names no such address.`,
  pathParameters: [secretParameter],
  query: inboxQuery,
  isPrivate: true,
  answer: { schema: inboxAnswer, description: 'Everything of one recipient.', example: EXAMPLE_INBOX },
  errors: { not_found: NOT_FOUND },
}

/** What the API says of changing a subscription. */
export const changeOperation: Operation = {
  method: 'patch',
  path: SUBSCRIPTION_PATH,
  name: 'changeSubscription',
  summary: 'Pause, resume, or change what comes and when',
  description: 'Changes what the body names, and nothing else. A subscription that is paused keeps its past digests.',
  pathParameters: [secretParameter, idParameter],
  body: {
    schema: changeBody,
    description: 'JSON, at most 8 kB; one key at least.',
    example: { state: 'paused' },
  },
  answer: { schema: subscriptionItem, description: 'As it is then.', example: { ...EXAMPLE, state: 'paused' } },
  errors: { not_found: NOT_FOUND, conflict: CONFLICT },
}

/** What the API says of ending a subscription. */
export const endOperation: Operation = {
  method: 'delete',
  path: SUBSCRIPTION_PATH,
  name: 'endSubscription',
  summary: 'End a subscription',
  description: 'Ends a subscription for good; again, it changes nothing. What was sent stays readable.',
  pathParameters: [secretParameter, idParameter],
  answer: { schema: subscriptionItem, description: 'As it is then.', example: { ...EXAMPLE, state: 'ended' } },
  errors: { not_found: NOT_FOUND },
}

function toAsked({ wish, rhythm, size }: SubscriptionItem) {
  return { address: 'ada@example.org', wish, rhythm, size }
}
