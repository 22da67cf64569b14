import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../domain/error.ts'

const SECRET_BYTES = 32
const READABLE_BY_OTHERS = 0o077

/**
 * The secret of private mode: 32 random bytes as base64url, in the file `secret` of the data folder (mode 600). Made at
 * the first start; of several processes that start at once, all get the same one.
 *
 * @throws AppError `invalid` where the file is readable by others or does not hold a secret
 */
export async function loadSecret(dataFolder: string): Promise<string> {
  const path = join(dataFolder, 'secret')
  if (!(await isPresent(path))) await createSecret(dataFolder, path)
  return readSecret(path)
}

/**
 * As `loadSecret`, but makes none: only a server does. A command that made one would hide from the doctor that the old one is
 * lost. `undefined` where there is none.
 */
export async function findSecret(dataFolder: string): Promise<string | undefined> {
  const path = join(dataFolder, 'secret')
  return (await isPresent(path)) ? readSecret(path) : undefined
}

/** Stands for the secret of a data folder without telling it: 12 hexadecimal digits. `undefined` where there is none. */
export async function findSecretTag(dataFolder: string): Promise<string | undefined> {
  const secret = await readFile(join(dataFolder, 'secret'), 'utf8').catch(() => undefined)
  return secret === undefined ? undefined : createHash('sha256').update(secret.trim()).digest('hex').slice(0, 12)
}

async function readSecret(path: string): Promise<string> {
  const { mode } = await stat(path)
  // Windows keeps rights elsewhere and reports every file as readable by all.
  if (process.platform !== 'win32' && (mode & READABLE_BY_OTHERS) !== 0) {
    throw new AppError('invalid', `The file ${path} can be read by other users: "chmod 600 ${path}" mends that.`)
  }
  const secret = (await readFile(path, 'utf8')).trim()
  if (!/^[\w-]{43,}$/.test(secret)) {
    throw new AppError('invalid', `The file ${path} does not hold a secret: remove it, and a new one is made.`)
  }
  return secret
}

/** Writes a whole file aside and links it into place: the first process wins, and none ever reads a part. */
async function createSecret(dataFolder: string, path: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(randomBytes(SECRET_BYTES).toString('base64url'))
    await file.sync()
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await file.close()
    await rm(draft, { force: true })
  }
}

async function isPresent(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
