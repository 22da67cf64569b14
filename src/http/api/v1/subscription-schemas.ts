import { z } from 'zod'
import type { PaperId } from '../../../domain/paper.ts'
import { DELIVERY_STATES } from '../../../domain/digest.ts'
import { LONGEST_ADDRESS } from '../../../domain/mail-address.ts'
import {
  LAST_HOUR,
  LONGEST_WISH,
  LONGEST_ZONE,
  MOST_DIGEST_PAPERS,
  MOST_WISH_EXAMPLES,
  USUAL_DIGEST_PAPERS,
} from '../../../domain/order-limits.ts'
import { SUBSCRIPTION_STATES, type Wish } from '../../../domain/subscription.ts'
import type { Weekday } from '../../../domain/time.ts'
import { WISH_KINDS, type WishKind } from '../../../domain/wishes.ts'
import { DIGESTS_A_PAGE } from '../../../services/subscriptions/managing.ts'

const text = z.string().min(1).max(LONGEST_WISH)

const WISH_FIELDS = {
  text,
  papers: z
    .array(text.transform((id) => id as PaperId))
    .min(1)
    .max(MOST_WISH_EXAMPLES),
}

/** The form of every kind of wish, as the domain tells it. */
const wish = z
  .discriminatedUnion('kind', listWishForms() as [z.ZodObject<{ kind: z.ZodLiteral<Wish['kind']> }>], {
    error: ({ code }) =>
      code === 'invalid_union' ? `expected one of ${Object.keys(WISH_KINDS).join(', ')}` : undefined,
  })
  .describe(`Which papers: ${listKinds()}.`) as z.ZodType<unknown> as z.ZodType<Wish>

function listWishForms() {
  return Object.entries(WISH_KINDS).map(([kind, { fields }]) => {
    const own = Object.entries(fields).map(([name, holds]) => [name, WISH_FIELDS[holds]])
    return z.strictObject({ kind: z.literal(kind), ...Object.fromEntries(own) })
  })
}

function listKinds(): string {
  const kinds = Object.entries(WISH_KINDS).map(([kind, { described }]: [string, WishKind], place) => {
    const name = place === 0 ? JSON.stringify({ kind }) : kind
    return described === undefined ? `\`${name}\`` : `\`${name}\` ${described}`
  })
  return `${kinds.slice(0, -1).join(', ')}, or ${kinds.at(-1)}`
}

const rhythm = z
  .strictObject({
    span: z.enum(['day', 'week']),
    weekdays: z
      .array(
        z
          .int()
          .min(0)
          .max(6)
          .transform((day) => day as Weekday),
      )
      .min(1)
      .max(7)
      .describe('0 is Sunday. A weekly digest has one.'),
    hour: z.int().min(0).max(LAST_HOUR),
    zone: z.string().min(1).max(LONGEST_ZONE).describe('By the IANA database, such as `Europe/Oslo`.'),
  })
  .meta({ id: 'Rhythm', description: 'When digests go out.' })

const size = z.int().min(1).max(MOST_DIGEST_PAPERS).describe('Papers a digest, at most.')
const sendsEmpty = z.boolean().describe('Whether a digest goes out though no paper is worth it.')

/** What it takes to ask for a subscription. */
export const askedBody = z.strictObject({
  address: z.string().min(3).max(LONGEST_ADDRESS).describe('A mail address.'),
  wish,
  rhythm: rhythm.describe('When digests go out: `span`, `weekdays`, `hour`, `zone`.'),
  size: size.default(USUAL_DIGEST_PAPERS),
  sendsEmpty: sendsEmpty.default(false),
})

/** What of a subscription can be changed: at least one of it. */
export const changeBody = z.strictObject({
  state: z.enum(['active', 'paused']).optional().describe('Go on, or pause.'),
  wish: wish.optional(),
  rhythm: rhythm.optional().describe('When digests go out, as a whole.'),
  size: size.optional(),
  sendsEmpty: sendsEmpty.optional(),
})

/** What the answers to new subscriptions say of wishes that can be kept and may be in vain. */
export const doubt = z
  .string()
  .describe('Why it may never bring a paper, where something speaks against it: nobody here has that name, or that id.')

/** What is told to whoever asked. */
export const askedAnswer = z
  .object({
    address: z.string().describe('As it will be written to.'),
    expiresAt: z.iso.datetime().describe('Until when the question in the mail may be answered.'),
    doubt: doubt.exactOptional(),
  })
  .meta({ id: 'AskedSubscription', description: 'What is told of a subscription that was asked for, whoever asked.' })

/** A subscription as its reader has it. */
export const subscriptionItem = z
  .object({
    id: z.string(),
    title: z.string().describe('What it brings, in words.'),
    state: z.enum(SUBSCRIPTION_STATES),
    wish,
    rhythm,
    size,
    sendsEmpty,
    createdAt: z.iso.datetime(),
    confirmedAt: z.iso.datetime().exactOptional(),
    endedAt: z.iso.datetime().exactOptional(),
    nextAt: z.iso.datetime().exactOptional().describe('When the next digest is due; only of an active one.'),
  })
  .meta({ id: 'Subscription', description: 'A standing order for digests.' })
export type SubscriptionItem = z.infer<typeof subscriptionItem>

const digestItem = z
  .object({
    id: z.string(),
    subscription: z.string().describe('The id of its subscription.'),
    from: z.iso.date(),
    to: z.iso.date(),
    dueAt: z.iso.datetime(),
    composedAt: z.iso.datetime().exactOptional(),
    papers: z.number().describe('How many papers it has.'),
    state: z.enum(DELIVERY_STATES).exactOptional(),
    endedAt: z.iso.datetime().exactOptional().describe('When it was sent, or given up.'),
    trouble: z.string().exactOptional().describe('What went wrong last.'),
    url: z.string().describe('Its page. It holds the secret.'),
  })
  .meta({ id: 'PastDigest', description: 'A digest that was composed or is due, and what became of it.' })
/** A digest, as a list of past ones has it. */
export type DigestItem = z.infer<typeof digestItem>

/** Everything of one recipient. */
export const inboxAnswer = z
  .object({
    channel: z.string().describe('`mail`, or another way out.'),
    address: z
      .string()
      .exactOptional()
      .describe('The mail address. Those of other channels hold secrets of their own.'),
    suppressed: z
      .object({ at: z.iso.datetime(), reason: z.string() })
      .exactOptional()
      .describe('Since when nothing is sent, and why.'),
    subscriptions: z.array(subscriptionItem),
    digests: z.array(digestItem).describe(`The last due first, ${DIGESTS_A_PAGE} at most.`),
    nextBefore: z.string().exactOptional().describe('While there are more: to be sent as `before`.'),
  })
  .meta({ id: 'Inbox', description: 'What stands behind a private link.' })
export type InboxAnswer = z.infer<typeof inboxAnswer>
