import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DAY_MS, HOUR_MS, MINUTE_MS, type UnixMs } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import {
  countSubscriptions,
  countSuppressed,
  type DigestTrouble,
  findNextDigestAt,
  listDigestTroubles,
  listSuppressionReasons,
  readDigestQueue,
} from '../../store/digest-standing.ts'
import { findLatestDueAt } from '../digests/describe-digests.ts'
import { type Finding, failure, ok, skipped, warning } from './check.ts'
import { toMinute } from './sources.ts'

/** The hour at which most digests are due takes some minutes with many readers. */
const LATE_MS = 15 * MINUTE_MS
/** By then a server that runs has sent what it can. */
const VERY_LATE_MS = HOUR_MS
const DAYS_BACK = 7
const MOST_TROUBLES = 5
const MEND_LATE =
  'Is the server running, with MAIL_URL set? The log says "digest…" and "deliver…"; docs/operating.md tells what to do under "Digests".'
const MEND_TROUBLES =
  '"broadsheet digests list" names each; docs/operating.md, under "Digests", says what to do about it. None is sent again by itself.'

/** Whether every digest that was due has gone out, and what went wrong in the last week. */
export async function checkDigests(
  db: Db | undefined,
  { isMailOn, dataFolder }: { isMailOn: boolean; dataFolder: string },
  now: UnixMs,
): Promise<Finding> {
  if (!db) return skipped('The tables cannot be read.')
  const subscriptions = (await countSubscriptions(db)).filter(({ state }) => state === 'active')
  const active = sum(subscriptions)
  if (active === 0) return skipped('Nobody has subscribed to a digest.')
  const byMail = sum(subscriptions.filter(({ channel }) => channel === 'mail'))
  if (byMail > 0 && !isMailOn) {
    const says = `${byMail} of ${active} subscriptions go out by mail, and mail is off (MAIL_URL=none).`
    return failure(says, 'Set MAIL_URL (docs/mail.md); what became too late meanwhile comes with the next digest.')
  }
  if (!(await hasSecret(dataFolder))) return failure(NO_SECRET, MEND_SECRET)
  const queue = await readDigestQueue(db, now)
  const dueAt = findLatestDueAt(queue) ?? now
  const waiting = queue.plan.count + queue.compose.count + queue.send.count
  const troubles = await listDigestTroubles(db, now - DAYS_BACK * DAY_MS, MOST_TROUBLES)
  const reasons = await listSuppressionReasons(db, now - DAYS_BACK * DAY_MS, MOST_TROUBLES)
  const told = [
    ...troubles.map(toLine),
    ...reasons.map(({ reason, count }) => `${count} recipients sent nothing any more: ${reason}`),
  ]
  if (now - dueAt > LATE_MS) {
    const says = [`${waiting} digests are late; the first was due ${toMinute(dueAt)}.`, ...told].join('\n')
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
  const nextAt = await findNextDigestAt(db)
  const suppressed = sum(await countSuppressed(db))
  const next = nextAt === undefined ? '' : ` The next is due ${toMinute(nextAt)}.`
  const kept = suppressed === 0 ? '' : ` Recipients that are sent nothing any more: ${suppressed}.`
  return `No digest is late; subscriptions that are active: ${active}.${next}${kept}`
}

const NO_SECRET =
  'The data folder holds no secret: the next start makes a new one, and links in mails that went out lead nowhere then.'
const MEND_SECRET =
  'Put back the file "secret" that you kept beside your backups, mode 600; or start the server, if it is lost.'

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
  const says = `${ask.count} mails that ask readers for their yes wait to be sent, the first since ${toMinute(ask.dueAt)}.`
  if (now - ask.dueAt <= LATE_MS) return ok(says)
  return warning(
    says,
    'Is the server running? "broadsheet mail check" says whether mail can be sent. They expire after 48 hours.',
  )
}

function sum(counts: readonly { count: number }[]): number {
  return counts.reduce((total, { count }) => total + Number(count), 0)
}
