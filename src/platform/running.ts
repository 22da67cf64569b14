import { readFileSync } from 'node:fs'

/** The time since this machine was started, by eight letters that no other has; in containers too. `undefined` where nobody tells. */
export function findBoot(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)
  } catch {
    return undefined // no Linux
  }
}

/** Whether another process of this machine has this number. Ours has not: an earlier process had our number. */
export function isOtherRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
