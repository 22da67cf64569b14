import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, linkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const HEARTBEAT_MS = 2_000
// Ten missed heartbeats: a process id alone tells nothing once a container was started anew and its ids begin again.
const ABANDONED_MS = 20_000
const POLL_MS = 100

/**
 * Does a piece of work while no other process does it in the same checkout. A holder that died, however it died, is
 * noticed by its process id or by its missing heartbeat.
 *
 * @template Result
 * @param {string} path the lock's file; its folder is made
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true })
  while (!claimLock(path)) {
    await sleep(POLL_MS)
  }
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    if (readHolder(path) === process.pid) rmSync(path, { force: true })
  }
}

/** @param {string} path */
function claimLock(path) {
  // Written aside and linked, so that a lock is never seen without its holder.
  const mine = `${path}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    linkSync(mine, path)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    removeAbandoned(path)
    return false
  } finally {
    rmSync(mine, { force: true })
  }
}

/** @param {string} path */
function removeAbandoned(path) {
  if (!isAbandoned(path)) return
  // Moved before it is removed: where another process was quicker, what was moved is its live lock and goes back.
  const aside = `${path}.${process.pid}.old`
  try {
    renameSync(path, aside)
    if (!isAbandoned(aside)) linkSync(aside, path)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '')) throw error
  }
  rmSync(aside, { force: true })
}

/** @param {string} path */
function isAbandoned(path) {
  const holder = readHolder(path)
  if (holder === undefined) return false
  try {
    if (Date.now() - statSync(path).mtimeMs > ABANDONED_MS) return true
    process.kill(holder, 0)
    return false
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH'
  }
}

/**
 * @param {string} path
 * @returns {number | undefined} undefined where the lock is gone
 */
function readHolder(path) {
  try {
    return Number(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** @param {string} path */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // The lock was taken from us or its folder removed: the work goes on, and what it leaves is checked by the next.
  }
}
