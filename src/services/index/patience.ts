import { statSync } from 'node:fs'

/** Waits for something that shows by signs that it goes on. */
export type Patience = {
  /** Whether the sign has been the same for too long. `undefined`: there is nothing to wait for. */
  isOver(sign: string | undefined): boolean
}

/** @param now a clock that never goes back, in ms */
export function createPatience(patienceMs: number, now: () => number): Patience {
  let seen: string | undefined
  let since = 0
  return {
    isOver(sign) {
      if (sign !== seen) since = now()
      seen = sign
      return sign !== undefined && now() - since >= patienceMs
    },
  }
}

/** Another each time a file is made, replaced or removed in a folder: somebody is at work there. */
export function toSignOfWork(folder: string): string {
  return String(statSync(folder, { throwIfNoEntry: false })?.mtimeMs)
}
