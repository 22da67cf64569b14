/**
 * What hinders reading or writing a disk: no room; a user without the right; or a file that is not, or no longer, a
 * database.
 */
export type DiskTrouble = 'full' | 'forbidden' | 'damaged'

const DEEPEST = 8
// As SQLite, PostgreSQL (appendix A of its manual) and the system name them.
const CODES: readonly [DiskTrouble, RegExp][] = [
  ['full', /^(?:SQLITE_FULL|ENOSPC|EDQUOT|53100)$/],
  ['forbidden', /^(?:SQLITE_(?:READONLY|CANTOPEN|PERM|AUTH)(?:_\w+)?|EACCES|EPERM|EROFS)$/],
  ['damaged', /^SQLITE_(?:NOTADB|CORRUPT(?:_\w+)?)$/],
]

/** The trouble with a disk that is behind a failure, however often it was wrapped; `undefined` where there is none. */
export function findDiskTrouble(error: unknown): DiskTrouble | undefined {
  let cause = error
  for (let depth = 0; cause instanceof Error && depth < DEEPEST; depth++) {
    const code = 'code' in cause ? String(cause.code) : ''
    const found = CODES.find(([, codes]) => codes.test(code))
    if (found) return found[0]
    cause = cause.cause
  }
  return undefined
}
