import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import type { UnixMs } from '../../src/domain/time.ts'

const BYTES = 8

/**
 * A clock that stands still until it is put forward, in a file: all processes that open it read the same time, and one
 * that is killed leaves it as it is.
 */
export type SimulatedClock = {
  now(): UnixMs
  /** Puts it forward; never back. */
  reach(instant: UnixMs): void
  close(): void
}

/** Makes the file of a clock that shows an instant. */
export function createClockFile(path: string, instant: UnixMs): void {
  const bytes = Buffer.alloc(BYTES)
  bytes.writeDoubleLE(instant)
  writeFileSync(path, bytes)
}

/** Opens a clock that `createClockFile` made. */
export function openClock(path: string): SimulatedClock {
  const file = openSync(path, 'r+')
  const bytes = Buffer.alloc(BYTES)
  const now = (): UnixMs => {
    readSync(file, bytes, 0, BYTES, 0)
    return bytes.readDoubleLE()
  }
  return {
    now,
    reach(instant) {
      if (instant <= now()) return
      bytes.writeDoubleLE(instant)
      // Eight bytes go in one piece: nobody reads half a time.
      writeSync(file, bytes, 0, BYTES, 0)
    },
    close: () => closeSync(file),
  }
}
