import { Cron } from 'croner'
import type { Slot, Task } from '../domain/harvest.ts'
import { DAY_MS, type UnixMs } from '../domain/time.ts'
import { toFraction } from '../platform/hashing.ts'
import type { ListDue } from '../services/sync/plan-tasks.ts'

/** What lies further back is not made up for; a backfill fetches it. A year of an hourly slot takes half a second. */
const LONGEST_MS = 366 * DAY_MS

/**
 * Reckons with the patterns of slots, each in its own zone. Where clocks are put forward over a time, it comes right
 * after the change; where an hour comes twice, a daily time comes once, in the first of them, and an hourly one in both.
 *
 * @param installation a text that differs between installations: by it each is late by a part of `spreadMs` of its own
 */
export function createSchedule(installation: string): ListDue {
  const patterns = new Map<string, Cron>()
  const find = ({ pattern, zone }: Slot): Cron => {
    const key = `${pattern} ${zone}`
    const known = patterns.get(key) ?? new Cron(pattern, { timezone: zone, mode: '5-part' })
    patterns.set(key, known)
    return known
  }
  const listTimes = (slot: Slot, after: UnixMs, until: UnixMs): UnixMs[] => {
    const cron = find(slot)
    const times: UnixMs[] = []
    let at = cron.nextRun(new Date(Math.max(after, until - LONGEST_MS)))
    while (at !== null && at.getTime() <= until) {
      times.push(at.getTime())
      at = cron.nextRun(at)
    }
    return times
  }
  return (source, after, until) => {
    const tasks = source.slots.flatMap((slot): Task[] => {
      const lateMs = toLateness(installation, slot)
      const times = listTimes(slot, after - lateMs, until - lateMs)
      return times.flatMap((at) =>
        slot.plan(at).map((planned) => ({ ...planned, source: source.name, dueAt: at + lateMs })),
      )
    })
    return tasks.sort((one, other) => one.dueAt - other.dueAt)
  }
}

function toLateness(installation: string, { pattern, zone, spreadMs }: Slot): number {
  return Math.floor(toFraction(`${installation} ${pattern} ${zone}`) * spreadMs)
}
