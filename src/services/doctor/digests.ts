import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { MEND_SECRET, NO_SECRET } from '../../domain/lost-secret.ts'
import { CONFIRMATION_HOURS } from '../../domain/order-limits.ts'
import type { ChannelName } from '../../domain/subscription.ts'
import { DAY_MS, HOUR_MS, toMinute, type UnixMs } from '../../domain/time.ts'
import { toCounted } from '../../platform/wording.ts'
import type { Db } from '../../store/db.ts'
import {
  countSubscriptions,
  countSuppressed,
  type DigestTrouble,
  listDigestTroubles,
  listSuppressionReasons,
  readDigestQueue,
} from '../../store/digest-standing.ts'
import { findNextDueAt } from '../../store/due-subscriptions.ts'
import { findOldestDueAt, isLate } from '../digests/describe-digests.ts'
import { type Finding, failure, ok, skipped, warning } from './check.ts'

/** By then a server that runs has sent what it can. */
const VERY_LATE_MS = HOUR_MS
const DAYS_BACK = 7
const MOST_TROUBLES = 5
const MEND_LATE =
  'Is the server running, with MAIL_URL set? The log says "digest…" and "deliver…"; docs/operating.md tells what to do under "Digests".'
const MEND_MISSING =
  'Set what is missing (docs/mail.md, docs/channels.md) and restart the server; what became too late comes with the next digest.'
const MEND_TROUBLES =
  '"broadsheet digests list" names each; docs/operating.md, under "Digests", says what to do about it. None is sent again by itself.'

/** What is not set of that which channels need to send, in whole sentences. */
export type MissingSettings = Readonly<Partial<Record<ChannelName, string>>>

/** Whether every digest that was due has gone out, and what went wrong in the last week. */
export async function checkDigests(
  db: Db | undefined,
  { missing, dataFolder }: { missing: MissingSettings; dataFolder: string },
  now: UnixMs,
): Promise<Finding> {
  if (!db) return skipped('The tables cannot be read.')
  const subscriptions = (await countSubscriptions(db)).filter(({ state }) => state === 'active')
  const active = sum(subscriptions)
  if (active === 0) return skipped('Nobody has subscribed to a digest.')
  const unsent = subscriptions.flatMap(({ channel, count }) => {
    const lack = missing[channel]
    return lack === undefined ? [] : `${count} of ${toCounted(active, 'subscription')} by ${channel}: ${lack}`
  })
  if (unsent.length > 0) return failure(['These do not go out:', ...unsent].join('\n'), MEND_MISSING)
  if (!(await hasSecret(dataFolder))) return failure(NO_SECRET, MEND_SECRET)
  const queue = await readDigestQueue(db, now)
  const dueAt = findOldestDueAt(queue) ?? now
  const waiting = queue.plan.count + queue.compose.count + queue.send.count
  const troubles = await listDigestTroubles(db, now - DAYS_BACK * DAY_MS, MOST_TROUBLES)
  const reasons = await listSuppressionReasons(db, now - DAYS_BACK * DAY_MS, MOST_TROUBLES)
  const told = [
    ...troubles.map(toLine),
    ...reasons.map(({ reason, count }) => `${toCounted(count, 'recipient')} sent nothing any more: ${reason}`),
  ]
  if (isLate(dueAt, now)) {
    const says = [`${toCounted(waiting, 'digest')} late; the first was due ${toMinute(dueAt)}.`, ...told].join('\n')
    return now - dueAt > VERY_LATE_MS ? failure(says, MEND_LATE) : warning(says, MEND_LATE)
  }
  if (told.length > 0) return warning(['In the last 7 days, of digests:', ...told].join('\n'), MEND_TROUBLES)
  return ok(await describeWell(db, active))
}

async function hasSecret(dataFolder: string): Promise<boolean> {
  return stat(join(dataFolder, 'secret')).then(
    () => true,
    () => false,
  )
}

async function describeWell(db: Db, active: number): Promise<string> {
  const nextAt = await findNextDueAt(db)
  const suppressed = sum(await countSuppressed(db))
  const next = nextAt === undefined ? '' : ` The next is due ${toMinute(nextAt)}.`
  const kept = suppressed === 0 ? '' : ` Recipients that are sent nothing any more: ${suppressed}.`
  return `No digest is late; subscriptions that are active: ${active}.${next}${kept}`
}

const STATES: Readonly<Record<DigestTrouble['state'], string>> = {
  failed: 'not delivered',
  unknown: 'perhaps delivered',
  dropped: 'left out',
  waiting: 'not taken so far, and tried again',
  uncomposed: 'not composed so far, and tried again',
}

function toLine({ state, trouble, count, lastAt }: DigestTrouble): string {
  return `${count} ${STATES[state]}, last ${toMinute(lastAt)}: ${trouble}`
}

/** Whether questions to readers go out: nobody who waits for one can subscribe. */
export async function checkConfirmations(db: Db | undefined, now: UnixMs): Promise<Finding> {
  if (!db) return skipped('The tables cannot be read.')
  const { ask } = await readDigestQueue(db, now)
  if (ask.dueAt === undefined) return ok('No mail that asks for a confirmation waits to be sent.')
  const says = `Waiting to be sent: ${toCounted(ask.count, 'mail')} that readers wait for, to confirm or to find their digests, the first since ${toMinute(ask.dueAt)}.`
  if (!isLate(ask.dueAt, now)) return ok(says)
  return warning(
    says,
    `Is the server running? "broadsheet mail check" says whether mail can be sent. They expire after ${CONFIRMATION_HOURS} hours.`,
  )
}

function sum(counts: readonly { count: number }[]): number {
  return counts.reduce((total, { count }) => total + Number(count), 0)
}
