import { sql } from 'kysely'
import { OTHER_CHANNELS } from '../domain/channels.ts'
import { type DeliveryState, OPEN_DELIVERY_STATES } from '../domain/digest.ts'
import type { ChannelName, SubscriptionState } from '../domain/subscription.ts'
import { DAY_MS, toUtcDay, type UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'

/** How many there are of something by channel and state. */
export type ChannelCount<State extends string> = { channel: ChannelName; state: State; count: number }

/** How many subscriptions there are of each channel in each state. Reads them all, but not whose they are. */
export async function countSubscriptions(db: Db): Promise<ChannelCount<SubscriptionState>[]> {
  const totals = await db
    .selectFrom('subscription')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const others = await db
    .selectFrom('recipient')
    .innerJoin('subscription', 'subscription.recipient_id', 'recipient.id')
    .select(({ fn }) => ['recipient.channel', 'subscription.state', fn.countAll<number>().as('count')])
    .where('recipient.channel', 'in', OTHER_CHANNELS)
    .groupBy(['recipient.channel', 'subscription.state'])
    .execute()
  return share<SubscriptionState>(totals, others)
}

/** What is of no other channel is mail: nearly all of it, and looking up whose each is would take seconds. */
function share<State extends string>(
  totals: readonly { state: string; count: number }[],
  others: readonly { channel: string; state: string; count: number }[],
): ChannelCount<State>[] {
  const mail = totals.map(({ state, count }) => {
    const rest = others.filter((other) => other.state === state).reduce((sum, other) => sum + Number(other.count), 0)
    return { channel: 'mail', state, count: Number(count) - rest }
  })
  return [...mail, ...others]
    .map(({ channel, state, count }) => ({
      channel: channel as ChannelName,
      state: state as State,
      count: Number(count),
    }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => compare(a.channel, b.channel) || compare(a.state, b.state))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** How many recipients of each channel nothing is sent to. Reads them all. */
export async function countSuppressed(db: Db): Promise<{ channel: ChannelName; count: number }[]> {
  const rows = await db
    .selectFrom('recipient')
    .select(({ fn }) => ['channel', fn.countAll<number>().as('count')])
    .where('suppressed_at', 'is not', null)
    .groupBy('channel')
    .orderBy('channel')
    .execute()
  return rows as { channel: ChannelName; count: number }[]
}

/** Why nothing is sent any more to recipients of whom that was learnt since an instant; the most frequent reasons first. */
export async function listSuppressionReasons(
  db: Db,
  since: UnixMs,
  size: number,
): Promise<{ reason: string; count: number }[]> {
  const rows = await db
    .selectFrom('recipient')
    .select(({ fn }) => ['suppressed_reason', fn.countAll<number>().as('count')])
    .where('suppressed_at', '>=', since)
    .groupBy('suppressed_reason')
    .orderBy('count', 'desc')
    .orderBy('suppressed_reason')
    .limit(size)
    .execute()
  return rows.map(({ suppressed_reason: reason, count }) => ({ reason: reason ?? '', count: Number(count) }))
}

/** How many deliveries ended since an instant, by channel and how. */
export async function countEnded(db: Db, since: UnixMs): Promise<ChannelCount<DeliveryState>[]> {
  const totals = await selectStates(db).where('ended_at', '>=', since).execute()
  const others = await selectOthers(db, since).where('delivery.ended_at', '>=', since).execute()
  return share(totals, others)
}

/** How many deliveries are open, by channel and state. */
export async function countOpen(db: Db, now: UnixMs): Promise<ChannelCount<DeliveryState>[]> {
  const totals = await selectStates(db).where('ended_at', 'is', null).execute()
  // Said by their states, SQLite begins with the recipients, of whom there are few; else with all deliveries.
  const others = await selectOthers(db, now).where('delivery.state', 'in', OPEN_DELIVERY_STATES).execute()
  return share(totals, others)
}

function selectStates(db: Db) {
  return db
    .selectFrom('delivery')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
}

/** No digest is on its way for longer, so older ones need not be looked at. */
const MOST_DAYS_UNDER_WAY = 14

function selectOthers(db: Db, since: UnixMs) {
  return db
    .selectFrom('recipient')
    .innerJoin('subscription', 'subscription.recipient_id', 'recipient.id')
    .innerJoin('digest', 'digest.subscription_id', 'subscription.id')
    .innerJoin('delivery', 'delivery.digest_id', 'digest.id')
    .select(({ fn }) => ['recipient.channel', 'delivery.state', fn.countAll<number>().as('count')])
    .where('recipient.channel', 'in', OTHER_CHANNELS)
    .where('digest.to_day', '>=', toUtcDay(since - MOST_DAYS_UNDER_WAY * DAY_MS))
    .groupBy(['recipient.channel', 'delivery.state'])
}

/** What waits at each step on the way of a digest, and since when what waits longest was due. */
export type DigestQueue = {
  /** Due, and not begun. */
  plan: Waiting
  /** Begun, and not composed; of these `failed` could not be composed so far. */
  compose: Waiting & { failed: number }
  /** Composed, and never tried to send. */
  send: Waiting
  /** Tried, and not taken so far: tried again. */
  retry: { count: number }
  /** Questions whether a subscription is wanted, and private links, that are to be mailed. */
  ask: Waiting
}
type Waiting = { count: number; dueAt?: UnixMs }

/** Reads the queue as of an instant, by indexes. */
export async function readDigestQueue(db: Db, now: UnixMs): Promise<DigestQueue> {
  const count = sql<number>`count(*)`.as('count')
  const plan = await db
    .selectFrom('subscription')
    .select([count, sql<number | null>`min(next_at)`.as('due_at')])
    .where('next_at', '<=', now)
    .executeTakeFirstOrThrow()
  const compose = await db
    .selectFrom('digest')
    .select([count, sql<number | null>`min(due_at)`.as('due_at')])
    .select(sql<number>`coalesce(sum(case when attempts > 0 then 1 else 0 end), 0)`.as('failed'))
    .where('composed_at', 'is', null)
    .where('due_at', '<=', now)
    .executeTakeFirstOrThrow()
  const open = db.selectFrom('delivery').where('ended_at', 'is', null).where('state', '=', 'waiting')
  const send = await open
    .select([count, sql<number | null>`min(next_at)`.as('due_at')])
    .where('first_at', 'is', null)
    .where('next_at', '<=', now)
    .executeTakeFirstOrThrow()
  const retry = await open.select(count).where('first_at', 'is not', null).executeTakeFirstOrThrow()
  const ask = await db
    .selectFrom('confirmation')
    .select([count, sql<number | null>`min(asked_at)`.as('due_at')])
    .where('next_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return {
    plan: toWaiting(plan),
    compose: { ...toWaiting(compose), failed: Number(compose.failed) },
    send: toWaiting(send),
    retry: { count: Number(retry.count) },
    ask: toWaiting(ask),
  }
}

function toWaiting({ count, due_at: dueAt }: { count: number; due_at: number | null }): Waiting {
  return { count: Number(count), ...(dueAt !== null && { dueAt: Number(dueAt) }) }
}

/** When a digest was sent last; `undefined` where none was since an instant. */
export async function findLastSentAt(db: Db, since: UnixMs): Promise<UnixMs | undefined> {
  const row = await db
    .selectFrom('delivery')
    .select('ended_at')
    .where('ended_at', '>=', since)
    .where('state', '=', 'sent')
    .orderBy('ended_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.ended_at ?? undefined
}

/** What went wrong with digests, how often, and when last: of deliveries that ended, wait again, or digests not composed. */
export type DigestTrouble = {
  state: 'failed' | 'unknown' | 'dropped' | 'waiting' | 'uncomposed'
  trouble: string
  count: number
  lastAt: UnixMs
}

/** Troubles of deliveries that ended since an instant, and of all that still is open; the most frequent first. */
export async function listDigestTroubles(db: Db, since: UnixMs, size: number): Promise<DigestTrouble[]> {
  const troubled = db
    .selectFrom('delivery')
    .select(({ fn }) => ['state', 'trouble', fn.countAll<number>().as('count')])
    .where('trouble', 'is not', null)
    .groupBy(['state', 'trouble'])
    .orderBy('count', 'desc')
    .limit(size)
  const ended = await troubled
    .select(sql<number>`max(ended_at)`.as('last_at'))
    .where('ended_at', '>=', since)
    .where('state', 'in', ['failed', 'unknown', 'dropped'])
    .execute()
  const open = await troubled
    // One whose channel could not be reached has not been tried.
    .select(sql<number>`max(coalesce(first_at, next_at))`.as('last_at'))
    .where('ended_at', 'is', null)
    .execute()
  const uncomposed = await db
    .selectFrom('digest')
    .select(({ fn }) => ['trouble', fn.countAll<number>().as('count'), fn.max('due_at').as('last_at')])
    .where('composed_at', 'is', null)
    .where('trouble', 'is not', null)
    .groupBy('trouble')
    .orderBy('count', 'desc')
    .limit(size)
    .execute()
  return [...ended, ...open, ...uncomposed.map((row) => ({ ...row, state: 'uncomposed' }))].map((row) => ({
    state: row.state === 'claimed' ? 'waiting' : (row.state as DigestTrouble['state']),
    trouble: row.trouble ?? '',
    count: Number(row.count),
    lastAt: Number(row.last_at),
  }))
}
