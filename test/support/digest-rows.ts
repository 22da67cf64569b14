import type { DeliveryState } from '../../src/domain/digest.ts'
import type { ChannelName, SubscriptionState } from '../../src/domain/subscription.ts'
import type { Db } from '../../src/store/db.ts'

/** A subscription of a recipient of its own, as rows; nothing is planned unless `nextAt` says so. */
export async function putSubscription(
  db: Db,
  id: string,
  wish: { channel?: ChannelName; state?: SubscriptionState; nextAt?: number; suppressedAt?: number } = {},
): Promise<void> {
  const { channel = 'mail', state = 'active', nextAt = null, suppressedAt = null } = wish
  await db
    .insertInto('recipient')
    .values({
      ...{ id: `r-${id}`, channel, address: `${id}@papers.example`, address_key: id, secret: `secret-${id}` },
      ...{ created_at: 1, suppressed_at: suppressedAt, suppressed_reason: suppressedAt === null ? null : 'Gone.' },
    })
    .execute()
  const rhythm = JSON.stringify({ span: 'day', weekdays: [1, 2, 3, 4, 5], hour: 7, zone: 'UTC' })
  await db
    .insertInto('subscription')
    .values({
      ...{ id, recipient_id: `r-${id}`, wish: '{"kind":"trending"}', rhythm, size: 10, sends_empty: 0, state },
      ...{ created_at: 1, confirmed_at: 1, ended_at: null, next_at: nextAt },
    })
    .execute()
}

/** A digest of a subscription, and its delivery where `delivery` is given. */
export async function putDigest(
  db: Db,
  subscription: string,
  wish: {
    day?: string
    dueAt: number
    composedAt?: number
    trouble?: string
    delivery?: { state: DeliveryState; nextAt?: number; firstAt?: number; endedAt?: number; trouble?: string }
  },
): Promise<void> {
  const { day = '2026-05-28', dueAt, composedAt = null, trouble = null, delivery } = wish
  const id = `${subscription}.${day}`
  await db
    .insertInto('digest')
    .values({
      ...{ id, subscription_id: subscription, from_day: day, to_day: day, due_at: dueAt, composed_at: composedAt },
      ...{ content: null, attempts: trouble === null ? 0 : 1, retry_at: null, trouble },
    })
    .execute()
  if (!delivery) return
  await db
    .insertInto('delivery')
    .values({
      ...{
        digest_id: id,
        channel: 'mail',
        state: delivery.state,
        attempts: 0,
        worker: null,
        claimed_until: null,
        handed_over_at: null,
      },
      ...{ next_at: delivery.nextAt ?? null, first_at: delivery.firstAt ?? null, ended_at: delivery.endedAt ?? null },
      trouble: delivery.trouble ?? null,
    })
    .execute()
}
