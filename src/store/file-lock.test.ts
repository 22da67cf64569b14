import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isFileLocked, takeFileLock } from './file-lock.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-lock-'))
  path = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

// Takes the lock, says so, and holds it until it is ended.
const HOLDER = `
  const { takeFileLock } = await import(${JSON.stringify(new URL('./file-lock.ts', import.meta.url).href)})
  globalThis.lock = takeFileLock(${JSON.stringify('PATH')})
  const { parentPort } = await import('node:worker_threads')
  if (parentPort) { parentPort.postMessage('taken'); parentPort.on('message', () => undefined) }
  else { process.stdout.write('taken'); setInterval(() => undefined, 60_000) }`
const toHolder = (): string => HOLDER.replace('"PATH"', JSON.stringify(path))

it('is taken once, and can be taken again when it was given back', () => {
  const first = takeFileLock(path)
  const second = takeFileLock(path)
  first?.release()
  const third = takeFileLock(path)

  expect([first?.isHeld(), second, third?.isHeld()]).toEqual([false, undefined, true])
  third?.release()
  expect(readdirSync(folder)).toEqual([])
})

it('is another’s until that process ends, be it killed, and ours at once then', async () => {
  const other = spawn(process.execPath, ['--input-type=module', '-e', toHolder()])
  await once(other.stdout, 'data')

  const [taken, isLocked] = [takeFileLock(path), isFileLocked(path)]
  other.kill('SIGKILL')
  await once(other, 'close')
  const afterwards = takeFileLock(path)

  expect([taken, isLocked]).toEqual([undefined, true])
  expect(afterwards?.isHeld()).toBe(true)
  afterwards?.release()
})

it('is another’s in a thread of the same process too, and goes with the thread', async () => {
  const url = new URL(`data:text/javascript,${encodeURIComponent(toHolder())}`)
  const other = new Worker(url)
  await once(other, 'message')

  const taken = takeFileLock(path)
  await other.terminate()
  const afterwards = takeFileLock(path)

  expect(taken).toBeUndefined()
  expect(afterwards?.isHeld()).toBe(true)
  afterwards?.release()
})

it.each([
  ['the number of a process that runs', () => writeFileSync(path, String(process.ppid))],
  ['a text that SQLite does not know', () => writeFileSync(path, 'x'.repeat(5000))],
  ['an empty file', () => writeFileSync(path, '')],
  ['a folder', () => mkdirSync(join(path, 'more'), { recursive: true })],
])('%s in its place is no hindrance, and nobody’s lock', (_, put) => {
  put()

  const wasLocked = isFileLocked(path)
  const lock = takeFileLock(path)

  expect([wasLocked, lock?.isHeld(), isFileLocked(path)]).toEqual([false, true, true])
  lock?.release()
})

it('is not held any more when its file was removed, and does not take another’s with it', () => {
  const first = takeFileLock(path)
  rmSync(path)
  const second = takeFileLock(path)

  first?.release()

  expect([first?.isHeld(), second?.isHeld(), existsSync(path)]).toEqual([false, true, true])
  second?.release()
})

it('is nobody’s where there is no file, and looking makes none', () => {
  expect([isFileLocked(path), readdirSync(folder)]).toEqual([false, []])
})
