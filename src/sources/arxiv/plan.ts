import { isAnnouncementEvening } from '../../domain/arxiv-calendar.ts'
import { findArxivId } from '../../domain/arxiv-id.ts'
import { fromEasternTime, toEasternTime } from '../../domain/eastern-time.ts'
import type { PlannedTask, Slot } from '../../domain/harvest.ts'
import type { PaperId } from '../../domain/paper.ts'
import { addDays, type Day, MINUTE_MS, toUtcDay, type UnixMs } from '../../domain/time.ts'
import { MOST_IDS } from './api/harvest-ids.ts'
import { toArchive, toSetSpec } from './categories.ts'
import { OVERLAP_DAYS } from './oai/harvest-changed.ts'
import { type ArxivTask, parseTaskKey, toPlannedTask, toTaskKey } from './tasks.ts'

const ZONE = 'America/New_York'
// OAI-PMH has an evening's papers at about 22:30, the feeds at midnight.
const CHANGED_SLOT = '40 22 * * *'
const ANNOUNCED_SLOT = '12 0 * * 1-5'
const SPREAD_MS = 45 * MINUTE_MS
const OAI_MINUTE = 22 * 60 + 30
const EVENING_MINUTE = 20 * 60 // papers are announced
const FEED_MINUTE = 10
const DUE_MINUTE = 60
const MOST_ATTEMPTS = 3
/** From so many categories of one archive on, the whole archive is asked for, and the others left out. */
const MOST_SETS_OF_ARCHIVE = 8

/** Papers submitted, announced or changed around the present: when to ask for them. */
export function createSlots(categories: readonly string[] | undefined): Slot[] {
  return [
    { pattern: CHANGED_SLOT, zone: ZONE, spreadMs: SPREAD_MS, plan: (at) => planChanged(categories, at) },
    {
      pattern: ANNOUNCED_SLOT,
      zone: ZONE,
      spreadMs: SPREAD_MS,
      plan: (at) => listAnnounced(toEasternTime(at).day).map(planDay),
    },
  ]
}

/** What changed until an instant, set by set. */
function planChanged(categories: readonly string[] | undefined, at: UnixMs): PlannedTask[] {
  const until = toUtcDay(at)
  const from = addDays(until, -OVERLAP_DAYS)
  return toSets(categories).map((set) => toPlannedTask({ kind: 'changed', set, from, until }))
}

/** The announcement of a day. */
export function planDay(day: Day): PlannedTask {
  return toPlannedTask({ kind: 'announced', day })
}

/** When the announcement of a day can be read at the latest; `undefined` where there is none. */
export function toDueAt(day: Day): UnixMs | undefined {
  return isAnnounced(day) ? fromEasternTime({ day, minuteOfDay: DUE_MINUTE }) : undefined
}

/** Single papers, by the query API, a hundred at once, and by OAI-PMH in turn. Ids that are none of arXiv's are left out. */
export function planPapers(ids: readonly PaperId[], attempt: number): PlannedTask[] {
  const known = ids.flatMap((id) => findArxivId(id)?.id ?? [])
  const by: Extract<ArxivTask, { kind: 'papers' }>['by'] = attempt % 2 === 0 ? 'api' : 'oai'
  const tasks: PlannedTask[] = []
  for (let from = 0; from < known.length; from += MOST_IDS) {
    tasks.push(toPlannedTask({ kind: 'papers', by, attempt, ids: known.slice(from, from + MOST_IDS) }))
  }
  return tasks
}

/** Papers of a task whose records could not be read, by themselves: four times in all, by one interface and the other. */
export function planLeftOut(ids: readonly PaperId[], key: string): PlannedTask[] {
  const task = parseTaskKey(key)
  const attempt = task.kind === 'papers' ? task.attempt + 1 : 0
  return attempt > MOST_ATTEMPTS ? [] : planPapers(ids, attempt)
}

/**
 * What brings the newest announced day into an empty store soonest. By day that is its feed, which has all categories in
 * one answer, then the query API for what feeds lack; between an evening's announcement and midnight the API alone has the
 * new day, and OAI-PMH later.
 */
export function planStart(categories: readonly string[] | undefined, now: UnixMs): PlannedTask[] {
  const { day, minuteOfDay } = toEasternTime(now)
  const [isEvening, isInFeed] = [minuteOfDay >= EVENING_MINUTE, minuteOfDay >= FEED_MINUTE]
  // Announced, and in no feed yet.
  const [tonight] = isEvening ? listAnnounced(addDays(day, 1)) : isInFeed ? [] : listAnnounced(day)
  const isInOai = tonight !== undefined && (!isEvening || minuteOfDay >= OAI_MINUTE)
  const [told] = listAnnounced(addDays(day, -LONGEST_PAUSE_DAYS), isInFeed ? day : addDays(day, -1))
  return [
    ...(tonight === undefined ? [] : [toSubmitted(tonight, categories)]),
    ...(told === undefined ? [] : [planDay(told)]),
    // What feeds lack; of a day of the past the API tells in any case.
    ...(told === day ? [toSubmitted(told, categories)] : []),
    ...(isInOai ? planChanged(categories, now) : []),
  ]
}

/** The turn of the year is the longest time without announcements. */
const LONGEST_PAUSE_DAYS = 10

/** The papers that were announced in a range of days, by the time of their submission, the newest first. */
export function planBackfill(categories: readonly string[] | undefined, from: Day, to: Day): PlannedTask[] {
  return listAnnounced(from, to).map((day) => toSubmitted(day, categories))
}

/**
 * All that came or changed from one day to another, by two interfaces: the papers that were submitted, the newest first,
 * then whatever OAI-PMH has. Tasks of their own: the evening's do not replace them, nor they the evening's.
 */
export function planSince(categories: readonly string[] | undefined, from: Day, until: Day): PlannedTask[] {
  const keys = toSets(categories).map((set) => toTaskKey({ kind: 'changed', set, from, until }))
  return [...planBackfill(categories, from, until), ...keys.map((key) => ({ key, subject: key }))]
}

function toSubmitted(day: Day, categories: readonly string[] | undefined): PlannedTask {
  return toPlannedTask({ kind: 'submitted', day, categories: categories?.toSorted() })
}

/** The days of a range for which papers are announced, the newest first. */
function listAnnounced(from: Day, to: Day = from): Day[] {
  const days: Day[] = []
  for (let day = to; day >= from; day = addDays(day, -1)) if (isAnnounced(day)) days.push(day)
  return days
}

function isAnnounced(day: Day): boolean {
  return isAnnouncementEvening(addDays(day, -1))
}

/** The sets that hold the wished categories; `undefined` is all of arXiv. */
function toSets(categories: readonly string[] | undefined): (string | undefined)[] {
  if (categories === undefined) return [undefined]
  const counts = Map.groupBy(categories, toArchive)
  const sets = categories.map((category) => {
    const archive = toArchive(category)
    return toSetSpec((counts.get(archive)?.length ?? 0) > MOST_SETS_OF_ARCHIVE ? archive : category)
  })
  return [...new Set(sets)]
}
