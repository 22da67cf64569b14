import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withLock } from './lock.js'

const NO_PROCESS = 2 ** 22 + 1 // above the largest process id that Linux gives

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'broadsheet-lock-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('withLock', () => {
  test('processes that come together work one after the other, and leave nothing', async () => {
    const lock = JSON.stringify(join(folder, 'x.lock'))
    const log = JSON.stringify(join(folder, 'log'))
    const program = `
      import { appendFileSync } from 'node:fs'
      import { setTimeout } from 'node:timers/promises'
      import { withLock } from ${JSON.stringify(`${import.meta.dirname}/lock.js`)}
      await withLock(${lock}, async () => {
        appendFileSync(${log}, '(')
        await setTimeout(20)
        appendFileSync(${log}, ')')
      })`
    const run = () => spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' })

    await Promise.all(Array.from({ length: 6 }, () => new Promise((resolve) => run().on('close', resolve))))

    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('()'.repeat(6))
    expect(readdirSync(folder)).toEqual(['log'])
  })

  test('the lock of a process that died is taken over', async () => {
    writeFileSync(join(folder, 'x.lock'), String(NO_PROCESS))

    await expect(withLock(join(folder, 'x.lock'), async () => 'done')).resolves.toBe('done')
    expect(readdirSync(folder)).toEqual([])
  })

  test('work that fails gives the lock back', async () => {
    const lock = join(folder, 'x.lock')

    await expect(withLock(lock, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    await expect(withLock(lock, async () => 'done')).resolves.toBe('done')
  })
})
