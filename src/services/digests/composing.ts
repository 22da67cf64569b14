import type { Digest, DigestId } from '../../domain/digest.ts'
import { toAppError } from '../../domain/error.ts'
import type { Log, SummarisePapers } from '../../domain/ports.ts'
import type { Subscription, SubscriptionId } from '../../domain/subscription.ts'
import { type Clock, HOUR_MS, MINUTE_MS, type UnixMs } from '../../domain/time.ts'
import { toGrowingPause } from '../../platform/growing-pause.ts'
import type { Db } from '../../store/db.ts'
import {
  discardDigests,
  findNextCompositionAt,
  type FrozenDigest,
  freezeDigests,
  listWaitingDigests,
  setBackDigest,
  toDigestId,
  type WaitingDigest,
} from '../../store/digests.ts'
import { findNextDueAt } from '../../store/due-subscriptions.ts'
import type { Searching } from '../search/searching.ts'
import { createChoosers, nameOrganisation } from './choosers/choosers.ts'
import { type ComposeDeps, composeDigest } from './compose-digest.ts'
import { keepDayPapers } from './day-papers.ts'
import { LATENESS_MS } from './delivery-pauses.ts'
import { planDigests, planNow, planPreview } from './plan-digests.ts'
import { keepPreparedPapers } from './prepared-papers.ts'
import { keepChoices } from './round-choices.ts'
import { keepTermRarity } from './term-rarity.ts'

/** What became of the digests of one batch. */
export type ComposedBatch = {
  composed: readonly DigestId[]
  /** Tried again later; the log tells why. */
  failed: number
  /** Too late, or of a subscription that ended or is paused: taken away. */
  discarded: number
}

/** What would go out; `isNew` is false where there was no new edition since the last digest, and so there is nothing in it. */
export type DigestPreview = { digest: Digest; isNew: boolean }

/** All that is asked of those who choose and compose. */
export type Composing = {
  /** Makes a digest for each subscription that is due. @returns how many */
  planDue(signal: AbortSignal): Promise<number>
  /** Composes and freezes some of the digests that are due, those first that waited longest. Nothing is left once all of it is 0. */
  composeDue(signal: AbortSignal): Promise<ComposedBatch>
  /** When there is something to plan or to compose; `undefined` where nothing is in sight. */
  findNextAt(): Promise<UnixMs | undefined>
  /** The digest that would go out now, without what was sent before; nothing is kept. */
  preview(subscription: Subscription, signal?: AbortSignal): Promise<DigestPreview>
  /** Has a digest composed now, out of turn. @throws AppError as `planNow` does */
  sendNow(id: SubscriptionId): Promise<void>
}

type Deps = {
  db: Db
  clock: Clock
  log: Log
  searching: Pick<Searching, 'searchPapers'>
  /** Absent without a language model. */
  summarise?: SummarisePapers | undefined
}

/** Digests that are frozen in one transaction: the disk is waited for once. */
const BATCH = 32
const PAUSES = { firstMs: MINUTE_MS, longestMs: HOUR_MS }

/** Makes the use cases. */
export function createComposing({ db, clock, log, searching, summarise }: Deps): Composing {
  const readPeriod = keepDayPapers(db, clock)
  const findRarity = keepTermRarity(db, clock)
  const findPrepared = keepPreparedPapers({ db, findRarity, clock })
  const choosers = createChoosers({ db, readPeriod, findPrepared, searching, findRarity })
  const deps: ComposeDeps = {
    db,
    choosers,
    choose: keepChoices(choosers, clock),
    readPeriod,
    findPrepared,
    nameOrganisation: nameOrganisation(db),
    clock,
    summarise,
  }
  return {
    planDue: (signal) => planDigests({ db, clock, log }, signal),
    composeDue: (signal) => composeBatch(deps, log, signal),
    async findNextAt() {
      const times = [await findNextDueAt(db), await findNextCompositionAt(db)].filter((time) => time !== undefined)
      return times.length === 0 ? undefined : Math.min(...times)
    },
    preview: (subscription, signal = new AbortController().signal) => preview(deps, subscription, signal),
    sendNow: (id) => planNow({ db, clock }, id),
  }
}

async function preview(deps: ComposeDeps, subscription: Subscription, signal: AbortSignal): Promise<DigestPreview> {
  const dueAt = deps.clock()
  const { from, to } = await planPreview(deps.db, subscription, dueAt)
  const isNew = from <= to
  const order = { id: toDigestId(subscription.id, to), subscription, from: isNew ? from : to, to, dueAt }
  const digest = await composeDigest(isNew ? deps : { ...deps, choose: chooseNothing }, order, { signal })
  return { digest, isNew }
}

const chooseNothing: ComposeDeps['choose'] = () => Promise.resolve({ candidates: [], considered: 0 })

async function composeBatch(deps: ComposeDeps, log: Log, signal: AbortSignal): Promise<ComposedBatch> {
  const waiting = await listWaitingDigests(deps.db, deps.clock(), BATCH)
  const wanted = waiting.filter((digest) => !isObsolete(digest, deps.clock()))
  const obsolete = waiting.filter((digest) => !wanted.includes(digest))
  if (obsolete.length > 0) {
    const ids = obsolete.map(({ id }) => id)
    await discardDigests(deps.db, ids)
    log('digests.discarded', { count: ids.length })
  }
  const frozen: FrozenDigest[] = []
  let failed = 0
  for (const each of wanted) {
    signal.throwIfAborted()
    try {
      frozen.push(toFrozen(await composeDigest(deps, each, { signal }), each))
    } catch (error) {
      signal.throwIfAborted()
      await setBack(deps, log, each, error)
      failed++
    }
  }
  const { composed, refused } = await freezeAll(deps.db, frozen)
  for (const { id, error } of refused) {
    const each = wanted.find((digest) => digest.id === id)
    if (each) await setBack(deps, log, each, error)
  }
  return { composed, failed: failed + refused.length, discarded: obsolete.length }
}

function isObsolete({ subscription: { state, rhythm }, dueAt, isAsked }: WaitingDigest, now: UnixMs): boolean {
  const goesOn = state === 'active' || (state === 'paused' && isAsked)
  return !goesOn || now - dueAt > LATENESS_MS[rhythm.span]
}

function toFrozen(digest: Digest, { subscription }: WaitingDigest): FrozenDigest {
  return { digest, isDelivered: digest.papers.length > 0 || subscription.sendsEmpty }
}

type Frozen = { composed: DigestId[]; refused: { id: DigestId; error: unknown }[] }

/** All in one transaction; where the database refuses that, each in one of its own, so that one bad digest stops no other. */
async function freezeAll(db: Db, digests: readonly FrozenDigest[]): Promise<Frozen> {
  if (digests.length === 0) return { composed: [], refused: [] }
  try {
    return { composed: await freezeDigests(db, digests), refused: [] }
  } catch (error) {
    const [only, another] = digests
    if (only && another === undefined) return { composed: [], refused: [{ id: only.digest.id, error }] }
  }
  const outcome: Frozen = { composed: [], refused: [] }
  for (const each of digests) {
    const { composed, refused } = await freezeAll(db, [each])
    outcome.composed.push(...composed)
    outcome.refused.push(...refused)
  }
  return outcome
}

async function setBack({ db, clock }: ComposeDeps, log: Log, digest: WaitingDigest, thrown: unknown): Promise<void> {
  const error = toAppError(thrown)
  const pauseMs = toGrowingPause(PAUSES, digest.attempts)
  const trouble = error.code === 'internal' ? 'It could not be composed, by a fault of this program.' : error.message
  await setBackDigest(db, digest.id, { trouble, retryAt: clock() + pauseMs })
  const level = error.code === 'unavailable' ? 'warn' : 'error'
  log(
    'digest.uncomposed',
    { digest: digest.id, message: error.message, cause: String(error.cause ?? ''), pauseMs },
    level,
  )
}
