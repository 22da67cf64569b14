import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import type { UnixMs } from '../../src/domain/time.ts'

const INSTANT = 0
const SILENT = 8
const BYTES = 16

/**
 * A clock that stands still until it is put forward, in a file: all processes that open it read the same time, and one
 * that is killed leaves it as it is. Beside the time stands how many answers have begun and will never end: those who wait
 * for one of them must not wait in earnest.
 */
export type SimulatedClock = {
  now(): UnixMs
  /** Puts it forward; never back. */
  reach(instant: UnixMs): void
  countSilent(): number
  /** Notes that answers fell silent, or were given up by who waited for them. By one process alone. */
  addSilent(count: number): void
  close(): void
}

/** Makes the file of a clock that shows an instant. */
export function createClockFile(path: string, instant: UnixMs): void {
  const bytes = Buffer.alloc(BYTES)
  bytes.writeDoubleLE(instant, INSTANT)
  writeFileSync(path, bytes)
}

/** Opens a clock that `createClockFile` made. */
export function openClock(path: string): SimulatedClock {
  const file = openSync(path, 'r+')
  const bytes = Buffer.alloc(8)
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
    close: () => closeSync(file),
  }
}
