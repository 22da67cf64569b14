import { type Day, toIso, toUtcDay, type UnixMs } from '../domain/time.ts'

/** What a clock on the wall of a zone shows: the day, and "07:12". */
export type WallTime = { day: Day; time: string }

/** Tells what clocks of a zone (IANA) show at an instant; those of UTC where the zone is unknown. */
export type WallClock = (at: UnixMs, zone: string) => WallTime

// Each takes half a millisecond to make, and 45 kB.
const MOST_ZONES = 64

/** Keeps the clocks that it was asked for, 64 at most. */
export function createWallClock(): WallClock {
  const clocks = new Map<string, Intl.DateTimeFormat | undefined>()
  return (at, zone) => {
    if (!clocks.has(zone)) {
      if (clocks.size >= MOST_ZONES) clocks.clear()
      clocks.set(zone, openClock(zone))
    }
    const shown = clocks.get(zone)?.format(at)
    if (shown === undefined) return { day: toUtcDay(at), time: toIso(at).slice(11, 16) }
    return { day: shown.slice(0, 10) as Day, time: shown.slice(11) }
  }
}

function openClock(zone: string): Intl.DateTimeFormat | undefined {
  try {
    // Swedes write "2026-11-20 07:12".
    return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  } catch {
    return undefined
  }
}
