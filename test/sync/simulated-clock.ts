import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import type { UnixMs } from '../../src/domain/time.ts'

const INSTANT = 0
const SILENT = 8
/** Behind those two, a number for each process. */
const PROCESSES = 16
const MOST_PROCESSES = 4
const NUMBER_BYTES = 8
const AT_WORK = 0

/**
 * A clock that stands still until it is put forward, in a file: all processes that open it read the same time, and one
 * that is killed leaves it as it is. Beside the time stands how many answers have begun and will never end: those who wait
 * for one of them must not wait in earnest. And each process, by its place from 0, says what it waits for: time is put
 * forward by the one that is to go on first, and only while all the others wait.
 */
export type SimulatedClock = {
  now(): UnixMs
  /** Puts it forward; never back. */
  reach(instant: UnixMs): void
  countSilent(): number
  /** Notes that answers fell silent, or were given up by who waited for them. By one process alone. */
  addSilent(count: number): void
  /** Notes that a process is at work: time stands still for all. */
  work(place: number): void
  /** Notes that a process can do nothing before an instant. */
  wait(place: number, instant: UnixMs): void
  /** Notes that a process has ended: nobody waits for it. */
  leave(place: number): void
  /** Whether of all processes the one at a place is to go on first, and none is at work. */
  isFirst(place: number): boolean
  close(): void
}

/** Makes the file of a clock that shows an instant. */
export function createClockFile(path: string, instant: UnixMs): void {
  const bytes = Buffer.alloc(PROCESSES + MOST_PROCESSES * NUMBER_BYTES)
  bytes.writeDoubleLE(instant, INSTANT)
  for (let place = 0; place < MOST_PROCESSES; place++) bytes.writeDoubleLE(Infinity, toPosition(place))
  writeFileSync(path, bytes)
}

function toPosition(place: number): number {
  return PROCESSES + place * NUMBER_BYTES
}

/** Opens a clock that `createClockFile` made. */
export function openClock(path: string): SimulatedClock {
  const file = openSync(path, 'r+')
  const bytes = Buffer.alloc(NUMBER_BYTES)
  const read = (position: number): number => {
    readSync(file, bytes, 0, bytes.length, position)
    return bytes.readDoubleLE()
  }
  const write = (position: number, value: number): void => {
    bytes.writeDoubleLE(value)
    // Eight bytes go in one piece: nobody reads half a number.
    writeSync(file, bytes, 0, bytes.length, position)
  }
  return {
    now: () => read(INSTANT),
    reach(instant) {
      if (instant > read(INSTANT)) write(INSTANT, instant)
    },
    countSilent: () => read(SILENT),
    addSilent: (count) => write(SILENT, read(SILENT) + count),
    work: (place) => write(toPosition(place), AT_WORK),
    wait: (place, instant) => write(toPosition(place), instant),
    leave: (place) => write(toPosition(place), Infinity),
    isFirst(place) {
      const own = read(toPosition(place))
      return Array.from({ length: MOST_PROCESSES }, (_, other) => other).every((other) => {
        const theirs = read(toPosition(other))
        return other === place || theirs > own || (theirs === own && other > place)
      })
    },
    close: () => closeSync(file),
  }
}
