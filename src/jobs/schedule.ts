import { Cron } from 'croner'
import type { Slot, Task } from '../domain/harvest.ts'
import type { UnixMs } from '../domain/time.ts'
import { toFraction } from '../platform/hashing.ts'
import { type ListDue, LONGEST_PAUSE_MS } from '../services/sync/plan-tasks.ts'

/**
 * Reckons with the patterns of slots, each in its own zone. Of a stretch of more than a year the times of its last year
 * are told, which takes half a second for an hourly slot; where that has none, the newest before it. Where clocks are put forward over a time, it comes right
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
    const furthest = Math.max(after, until - LONGEST_PAUSE_MS)
    let at = cron.nextRun(new Date(furthest))
    while (at !== null && at.getTime() <= until) {
      times.push(at.getTime())
      at = cron.nextRun(at)
    }
    if (times.length > 0 || furthest === after) return times
    const [newest] = cron.previousRuns(1, new Date(furthest + 1))
    return newest !== undefined && newest.getTime() > after ? [newest.getTime()] : []
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
