import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { releaseLock, takeLock } from './file-lock.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-lock-'))
  path = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('is taken once, and can be taken again when it was given back', () => {
  const first = takeLock(path)
  releaseLock(path)

  expect([first, existsSync(path), takeLock(path)]).toEqual([true, false, true])
  expect(readFileSync(path, 'utf8')).toBe(String(process.pid))
})

it('is not ours while another process that runs holds it, and stays when we let go', async () => {
  const other = spawn(process.execPath, ['-e', 'process.stdin.resume()'])
  await once(other, 'spawn')
  writeFileSync(path, String(other.pid))

  const taken = takeLock(path)
  releaseLock(path)
  other.kill()
  await once(other, 'close')

  expect([taken, existsSync(path)]).toEqual([false, true])
  expect(takeLock(path)).toBe(true)
})

it.each(['', 'no number', '-4'])('that reads %j is nobody’s', (text) => {
  writeFileSync(path, text)

  expect(takeLock(path)).toBe(true)
})
