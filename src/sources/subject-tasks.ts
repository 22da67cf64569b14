import type { PlannedTask, Slot } from '../domain/harvest.ts'
import { HOUR_MS, toIso, type UnixMs } from '../domain/time.ts'
import { UpstreamError } from '../domain/upstream-error.ts'

/** What is counted by going through the papers of the store. */
export type CountedThing = 'stars' | 'citations'

/** Within a day and within two, so that no hour of the week is everybody's. */
const SPREAD_MS = { daily: 20 * HOUR_MS, weekly: 44 * HOUR_MS }

/**
 * When the papers of the store are gone through: new ones every day, and older ones once a week.
 *
 * @param days how far back new and older papers go; without `new` there is only the weekly round
 */
export function toSubjectSlots(thing: CountedThing, days: { new?: number; older: number }): Slot[] {
  const weekly = toSlot('10 2 * * 6', SPREAD_MS.weekly, (at) => planSubjects(thing, days.older, at))
  const fresh = days.new
  return fresh === undefined
    ? [weekly]
    : [toSlot('10 1 * * *', SPREAD_MS.daily, (at) => planSubjects(thing, fresh, at)), weekly]
}

/** The task that goes through the papers of the last days. */
export function planSubjects(thing: CountedThing, days: number, at: UnixMs): PlannedTask {
  const subject = `${thing} of the last ${days} days`
  return { key: `${subject}, ${toIso(at)}`, subject }
}

/** How many days a task of `planSubjects` goes back. @throws UpstreamError `refused` where the key is of another form */
export function readSubjectDays(thing: CountedThing, key: string): number {
  const [, counted, days] = /^(\w+) of the last (\d{1,5}) days, \S+$/.exec(key) ?? []
  if (counted !== thing) throw new UpstreamError('refused', `There is no way to fetch "${key}".`)
  return Number(days)
}

function toSlot(pattern: string, spreadMs: number, plan: (at: UnixMs) => PlannedTask): Slot {
  return { pattern, zone: 'UTC', spreadMs, plan: (at) => [plan(at)] }
}
