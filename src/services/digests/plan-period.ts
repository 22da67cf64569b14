import { toAnnouncedDay, toEditionOpensAt, toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import { toSpanDays } from '../../domain/rhythm.ts'
import type { Rhythm } from '../../domain/subscription.ts'
import { addDays, type Day, HOUR_MS, type UnixMs } from '../../domain/time.ts'
import { toNextTime, toPreviousTime } from '../../platform/zoned-time.ts'
import { LATENESS_MS } from './delivery-pauses.ts'

/** After a longer absence only the papers of so many days are caught up with. */
const MOST_CATCH_UP_DAYS = 14
/** When clocks change here and not in New York, or there and not here, an edition may open an hour after a digest is due. */
const MOST_WAIT_MS = 2 * HOUR_MS

/** The days whose papers a digest is chosen from, both included. */
export type DigestPeriod = { from: Day; to: Day }

/** What becomes of a subscription that is due: a digest or none for now, and when it is due next. */
export type Plan = { digest?: DigestPeriod & { dueAt: UnixMs }; nextAt: UnixMs }

/** What a subscription has had: the last day of its last digest that was neither dropped nor failed; before the first, since when it waits. */
export type PastOf = { lastTo: Day } | { since: UnixMs }

/** What planning needs to know of a subscription. */
export type DueSubscription = { rhythm: Rhythm; nextAt: UnixMs; past: PastOf }

/**
 * Plans for a subscription that is due. Of several times that were missed only the last counts, and that one not where it
 * is long past; its papers then come with the next digest. Where the edition of the day opens within two hours of the time,
 * which happens while clocks of two countries change on different days, the digest waits for it.
 *
 * @throws RangeError where its zone is not known (any more)
 */
export function planSubscription({ rhythm, nextAt, past }: DueSubscription, now: UnixMs): Plan {
  const dueAt = toNextTime(rhythm, nextAt) > now ? nextAt : toPreviousTime(rhythm, now + 1)
  const later = toNextTime(rhythm, Math.max(dueAt, now))
  if (now - dueAt > LATENESS_MS[rhythm.span]) return { nextAt: later }
  const period = toPeriod(rhythm, dueAt, past)
  if (period.from <= period.to) return { digest: { ...period, dueAt }, nextAt: later }
  const opensAt = toEditionOpensAt(period.from)
  if (opensAt > dueAt + MOST_WAIT_MS) return { nextAt: later }
  if (opensAt > now) return { nextAt: opensAt }
  return { digest: { from: period.from, to: period.from, dueAt: opensAt }, nextAt: later }
}

/**
 * The days of a digest that is due at an instant: from the day after the last digest's to the newest edition, at most
 * fourteen. The first digest has as many as its rhythm spans, counted from when it was first due, and more where those have
 * no edition: who subscribes at a weekend gets Friday's. `from` is after `to` where nothing is new.
 */
export function toPeriod(rhythm: Rhythm, dueAt: UnixMs, past: PastOf): DigestPeriod {
  const to = toOpenEditionDay(dueAt)
  const from =
    'lastTo' in past ? addDays(past.lastTo, 1) : toFirstDay(rhythm, Math.min(dueAt, toNextTime(rhythm, past.since)))
  const earliest = addDays(to, 1 - MOST_CATCH_UP_DAYS)
  return { from: from < earliest ? earliest : from, to }
}

function toFirstDay(rhythm: Rhythm, firstAt: UnixMs): Day {
  const newest = toOpenEditionDay(firstAt)
  const [first, announced] = [addDays(newest, 1 - toSpanDays(rhythm)), toAnnouncedDay(newest)]
  return announced < first ? announced : first
}

/** Whether a digest covers more days than its rhythm spans, and than lie between its time and the one before: some were missed. */
export function isCatchUp(rhythm: Rhythm, { from, dueAt }: { from: Day; dueAt: UnixMs }): boolean {
  const expected = addDays(toOpenEditionDay(toPreviousTime(rhythm, dueAt)), 1)
  return from < expected && from < toFirstDay(rhythm, dueAt)
}
