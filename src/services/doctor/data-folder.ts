import { access, constants, stat, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Finding, failure, ok, skipped, warning } from './check.ts'

const READABLE_BY_OTHERS = 0o077
const LITTLE_BYTES = 1e9
const TOO_LITTLE_BYTES = 100e6

/** Whether the data folder is there, or can be made, and this user can write to it. */
export async function checkDataFolder(folder: string): Promise<Finding> {
  const path = resolve(folder)
  const found = await stat(path).catch(() => undefined)
  if (!found) {
    const parent = await findExisting(path)
    const isFree = await isWritable(parent)
    if (isFree) return warning(`${path} is not there yet; the first start makes it.`)
    return failure(`${path} is not there, and ${parent} is not yours to write to.`, toOwner(path))
  }
  if (!found.isDirectory()) return failure(`${path} is a file.`, 'Name a folder in BROADSHEET_DATA.')
  if (!(await isWritable(path))) return failure(`${path} is not yours to write to.`, toOwner(path))
  return ok(`${path} is there and can be written to.`)
}

/** Whether the secret of the installation is for its owner alone. */
export async function checkSecret(folder: string): Promise<Finding> {
  const path = join(resolve(folder), 'secret')
  const found = await stat(path).catch(() => undefined)
  if (!found) return skipped('There is no secret yet; the first start makes one.')
  if (process.platform !== 'win32' && (found.mode & READABLE_BY_OTHERS) !== 0) {
    return failure(`Other users can read ${path}; the server does not start like that.`, `chmod 600 ${path}`)
  }
  if (!(await isReadable(path))) return failure(`${path} cannot be read.`, `chown "$(id -un)" ${path}`)
  return ok('Only its owner can read the secret.')
}

/**
 * Whether there is room on the disk.
 *
 * @param databaseBytes what the database takes there: a restore needs as much once more, twice over for a moment
 */
export async function checkDiskSpace(folder: string, databaseBytes: number): Promise<Finding> {
  const path = await findExisting(resolve(folder))
  const { bavail, bsize } = await statfs(path)
  const free = bavail * bsize
  const says = `${toGigabytes(free)} are free on the disk of ${path}.`
  const mend = 'Make room, or move the data folder (BROADSHEET_DATA) to a larger disk.'
  if (free < TOO_LITTLE_BYTES) return failure(says, mend)
  if (free < Math.max(LITTLE_BYTES, 2 * databaseBytes)) {
    return warning(`${says} A restore may need ${toGigabytes(Math.max(LITTLE_BYTES, 2 * databaseBytes))}.`, mend)
  }
  return ok(says)
}

function toGigabytes(bytes: number): string {
  return `${(bytes / 1e9).toLocaleString('en-GB', { maximumFractionDigits: 1 })} GB`
}

function toOwner(path: string): string {
  return `mkdir -p ${path} && chown "$(id -un)" ${path}, as root; or name another folder in BROADSHEET_DATA.`
}

/** The nearest folder above a path that exists. */
async function findExisting(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  return found || dirname(path) === path ? path : findExisting(dirname(path))
}

function isWritable(path: string): Promise<boolean> {
  return isAllowed(path, constants.W_OK | constants.X_OK)
}

function isReadable(path: string): Promise<boolean> {
  return isAllowed(path, constants.R_OK)
}

async function isAllowed(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  )
}
