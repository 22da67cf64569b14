import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkDataFolder, checkDiskSpace, checkSecret } from './data-folder.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'broadsheet-doctor-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
// Rights do not bind root.
const isRoot = process.getuid?.() === 0

describe('checkDataFolder', () => {
  test('is content with a folder that can be written to, and with one that can be made', async () => {
    expect((await checkDataFolder(folder)).outcome).toBe('ok')
    expect((await checkDataFolder(join(folder, 'a/b'))).outcome).toBe('warning')
  })

  test('fails where a file stands in its place', async () => {
    writeFileSync(join(folder, 'file'), '')

    expect((await checkDataFolder(join(folder, 'file'))).outcome).toBe('failure')
  })

  test.skipIf(isRoot)('fails where it, or the folder above it, is not ours to write to', async () => {
    mkdirSync(join(folder, 'theirs'))
    chmodSync(join(folder, 'theirs'), 0o555)

    expect((await checkDataFolder(join(folder, 'theirs'))).outcome).toBe('failure')
    expect((await checkDataFolder(join(folder, 'theirs/below'))).outcome).toBe('failure')
  })
})

describe('checkSecret', () => {
  test.each([
    [0o600, 'ok'],
    [0o640, 'failure'],
    [0o604, 'failure'],
  ])('of mode %o says %s', async (mode, outcome) => {
    const path = join(folder, 'secret')
    writeFileSync(path, 'x')
    chmodSync(path, mode)

    expect((await checkSecret(folder)).outcome).toBe(outcome)
  })

  test('skips one that is not there yet', async () => {
    expect((await checkSecret(folder)).outcome).toBe('skipped')
  })
})

test('checkDiskSpace warns where a restore would find no room', async () => {
  expect((await checkDiskSpace(join(folder, 'not/there/yet'), 0)).says).toContain('GB are free')
  expect((await checkDiskSpace(folder, 1e18)).outcome).toBe('warning')
})
