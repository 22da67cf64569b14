import { lstatSync, mkdirSync, rmSync, statSync, type Stats } from 'node:fs'

/**
 * Makes the folder of an index where it is absent. What stands in its place and is no folder, such as a file or a link
 * that leads nowhere, is removed: nothing but the index belongs there.
 *
 * @returns whether something was removed
 */
export function makeIndexFolder(folder: string): boolean {
  const isTaken = isInPlaceOfFolder(folder)
  if (isTaken) rmSync(folder, { force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return isTaken
}

/** Whether something stands in the place of a folder that is none, and leads to none. */
export function isInPlaceOfFolder(folder: string): boolean {
  return lstatSync(folder, { throwIfNoEntry: false }) !== undefined && !findStats(folder)?.isDirectory()
}

function findStats(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined // a link that leads nowhere, or round in a circle
  }
}

// What the system says where a folder stands in the place of a file, a file in that of a folder, or nothing any more.
const MISPLACED = new Set(['EISDIR', 'ENOTDIR', 'EEXIST', 'ENOTEMPTY', 'ENOENT', 'ELOOP', 'ERR_FS_EISDIR'])

/** Whether something failed because of what stands, or is absent, in a folder: to be removed and made again. */
export function isMisplaced(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && MISPLACED.has(String(error.code))
}
