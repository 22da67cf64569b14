import { z } from 'zod'
import type { PaperId } from '../../../domain/paper.ts'
import type { Weekday } from '../../../domain/subscription.ts'

const LONGEST_TEXT = 1000
const text = z.string().min(1).max(LONGEST_TEXT)

const wish = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('trending') }),
    z.strictObject({ kind: z.literal('edition') }),
    z.strictObject({ kind: z.literal('search'), query: text }),
    z.strictObject({ kind: z.literal('category'), code: text }),
    z.strictObject({ kind: z.literal('author'), name: text }),
    z.strictObject({ kind: z.literal('organisation'), handle: text }),
    z.strictObject({
      kind: z.literal('similar'),
      papers: z
        .array(text.transform((id) => id as PaperId))
        .min(1)
        .max(20),
    }),
  ])
  .describe(
    'Which papers: `{"kind":"trending"}`, `edition`, `search` with a `query` in the query language, `category` with its `code`, `author` with a `name`, `organisation` with a `handle`, or `similar` with up to 20 ids as `papers`.',
  )

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
    hour: z.int().min(0).max(23),
    zone: z.string().min(1).max(64).describe('By the IANA database, such as `Europe/Oslo`.'),
  })
  .meta({ id: 'Rhythm', description: 'When digests go out.' })

const size = z.int().min(1).max(50).describe('Papers a digest, at most.')
const sendsEmpty = z.boolean().describe('Whether a digest goes out though no paper is worth it.')

/** What it takes to ask for a subscription. */
export const askedBody = z.strictObject({
  address: z.string().min(3).max(254).describe('A mail address.'),
  wish,
  rhythm: rhythm.describe('When digests go out: `span`, `weekdays`, `hour`, `zone`.'),
  size: size.default(10),
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

/** What is told to whoever asked. */
export const askedAnswer = z
  .object({
    address: z.string().describe('As it will be written to.'),
    expiresAt: z.iso.datetime().describe('Until when the question in the mail may be answered.'),
  })
  .meta({ id: 'AskedSubscription', description: 'What is told of a subscription that was asked for, whoever asked.' })

/** A subscription as its reader has it. */
export const subscriptionItem = z
  .object({
    id: z.string(),
    title: z.string().describe('What it brings, in words.'),
    state: z.enum(['pending', 'active', 'paused', 'ended']),
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
    state: z.enum(['waiting', 'claimed', 'sent', 'failed', 'unknown', 'dropped']).exactOptional(),
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
    digests: z.array(digestItem).describe('The last due first, 50 at most.'),
    nextBefore: z.string().exactOptional().describe('While there are more: to be sent as `before`.'),
  })
  .meta({ id: 'Inbox', description: 'What stands behind a private link.' })
export type InboxAnswer = z.infer<typeof inboxAnswer>
