import { DeliveryError } from '../../domain/delivery-error.ts'
import type { Digest, DigestId } from '../../domain/digest.ts'
import { toAppError } from '../../domain/error.ts'
import type { Channel, DigestLinks, Log } from '../../domain/ports.ts'
import type { Recipient, Subscription } from '../../domain/subscription.ts'
import type { Clock } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { type DeliveryEnd, endDeliveries, postponeDelivery, releaseDeliveries } from '../../store/deliveries.ts'
import { freePapers } from '../../store/digest-papers.ts'
import type { UNSENT_STATES } from '../../store/digests.ts'
import type { Outgoing } from '../../store/outgoing.ts'
import { suppressAddress } from '../subscriptions/suppress-address.ts'
import { toNextTry } from './delivery-pauses.ts'
import { type DeliveryMarks, toObstacle } from './mark-deliveries.ts'

/** What it takes to deliver digests. */
export type DeliverDeps = {
  db: Db
  clock: Clock
  log: Log
  /** Who delivers: a name that no other worker bears. */
  worker: string
  /** Makes the links of a digest, some of them signed. */
  toLinks: (digest: Digest, recipient: Recipient, subscription: Subscription) => DigestLinks
}

/** What became of one delivery: as it ended, or `postponed`; `left` where it is as it was, or another worker's. */
export type Delivered = 'sent' | 'failed' | 'unknown' | 'dropped' | 'postponed' | 'left'

/** A delivery under way: whether it may have arrived, whether another worker has it, and what came up against it. */
type Course = { isHandedOver: boolean; isLost: boolean; obstacle?: string }

/**
 * Delivers one claimed digest, at most once whatever happens: before the last byte of the message goes out, it is noted
 * that it may have arrived, and a message of which that was noted is never sent again by itself. Whoever left, paused or
 * was suppressed until then gets nothing.
 *
 * @returns what became of it, and the failure with which the channel as a whole must rest
 * @throws AppError `unavailable` when the database does not answer
 */
export async function deliverDigest(
  deps: DeliverDeps,
  { channel, marks }: { channel: Channel; marks: DeliveryMarks },
  outgoing: Outgoing,
  signal: AbortSignal,
): Promise<{ delivered: Delivered; down?: DeliveryError }> {
  const { digest, recipient, subscription } = outgoing
  // Where nothing is asked before the last byte, it is asked now.
  const obstacle = channel.isRepeatable ? await marks.findObstacle(digest.id) : toObstacle(outgoing.unwanted)
  if (obstacle !== undefined) return { delivered: await drop(deps, outgoing, obstacle) }
  const course: Course = { isHandedOver: false, isLost: false }
  const onHandOver = () => handOver(marks, digest.id, course)
  try {
    const links = deps.toLinks(digest, recipient, subscription)
    await channel.send({ digest, recipient, subscription, links }, onHandOver, signal)
  } catch (thrown) {
    if (course.obstacle !== undefined) return { delivered: await drop(deps, outgoing, course.obstacle) }
    const error = toDeliveryError(thrown, course)
    const isUntouched = course.isLost || (signal.aborted && !course.isHandedOver)
    if (isUntouched || error.isChannelDown) {
      await releaseDeliveries(deps.db, [digest.id], deps.worker, isUntouched ? undefined : error.message)
      return { delivered: 'left', ...(!isUntouched && { down: error }) }
    }
    return { delivered: await noteFailure(deps, outgoing, error, thrown) }
  }
  await marks.sent(digest.id)
  return { delivered: 'sent' }
}

/** @throws DeliveryError where the message must not be sent */
async function handOver(marks: DeliveryMarks, id: DigestId, course: Course): Promise<void> {
  course.isHandedOver = await marks.handOver(id)
  if (course.isHandedOver) return
  const obstacle = await marks.findObstacle(id)
  if (obstacle === undefined) course.isLost = true
  else course.obstacle = obstacle
  throw new DeliveryError('postponed', obstacle ?? 'Another worker has it.')
}

/** What the channel itself does not tell is a fault of ours; whether the message arrived, the course tells. */
function toDeliveryError(thrown: unknown, { isHandedOver }: Course): DeliveryError {
  if (thrown instanceof DeliveryError) return thrown
  const { message, cause = thrown } = toAppError(thrown)
  const says = `The digest could not be made into a message: ${cause instanceof Error ? cause.message : message}`
  return new DeliveryError(isHandedOver ? 'unknown' : 'postponed', says, { cause })
}

/**
 * Ends deliveries of a worker that nobody got, and frees their papers. Belongs into a transaction.
 *
 * @returns those that ended: of what another worker has by now, the papers are not ours to free
 */
export async function endUnsent(
  tx: Db,
  ids: readonly DigestId[],
  worker: string,
  end: DeliveryEnd & { state: (typeof UNSENT_STATES)[number] },
): Promise<DigestId[]> {
  const ended = await endDeliveries(tx, ids, worker, end)
  await freePapers(tx, ended)
  return ended
}

async function drop({ db, clock, worker }: DeliverDeps, { digest }: Outgoing, trouble: string): Promise<Delivered> {
  const end = { state: 'dropped', now: clock(), isTried: false, trouble } as const
  const [dropped] = await db.transaction().execute((tx) => endUnsent(tx, [digest.id], worker, end))
  return dropped === undefined ? 'left' : 'dropped'
}

async function noteFailure(
  deps: DeliverDeps,
  outgoing: Outgoing,
  error: DeliveryError,
  thrown: unknown,
): Promise<Delivered> {
  const isOurs = !(thrown instanceof DeliveryError)
  const { delivered, trouble, nextAt } = await keepFailure(deps, outgoing, error)
  const facts = { digest: outgoing.digest.id, channel: outgoing.recipient.channel, outcome: delivered, trouble, nextAt }
  deps.log('delivery.failed', isOurs ? { ...facts, cause: error.cause } : facts, isOurs ? 'error' : 'warn')
  return delivered
}

type Kept = { delivered: Delivered; trouble: string; nextAt?: number }

async function keepFailure(
  { db, clock, worker }: DeliverDeps,
  outgoing: Outgoing,
  error: DeliveryError,
): Promise<Kept> {
  const { digest, recipient } = outgoing
  const now = clock()
  const [id, trouble] = [digest.id, error.message]
  if (error.outcome === 'unknown') {
    await endDeliveries(db, [id], worker, { state: 'unknown', now, isTried: true, trouble })
    return { delivered: 'unknown', trouble }
  }
  const { attempts, firstAt = now } = outgoing
  const nextAt =
    error.outcome === 'postponed'
      ? toNextTry({ id, attempts: attempts + 1, firstAt, now, until: error.until })
      : undefined
  if (nextAt !== undefined) {
    await postponeDelivery(db, id, worker, { now, nextAt, trouble })
    return { delivered: 'postponed', trouble, nextAt }
  }
  const told = error.outcome === 'postponed' ? `${trouble} It was tried for two days.` : trouble
  await db.transaction().execute(async (tx) => {
    // In this order rows are taken to forget a recipient, too.
    if (error.isAddressDead) await suppressAddress(tx, recipient.id, `The address takes nothing: ${trouble}`, now)
    await endUnsent(tx, [id], worker, { state: 'failed', now, isTried: true, trouble: told })
  })
  return { delivered: 'failed', trouble: told }
}
