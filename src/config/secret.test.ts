import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findSecret, loadSecret } from './secret.ts'

describe('loadSecret', () => {
  let folder: string
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'broadsheet-secret-'))))
  afterEach(() => rm(folder, { recursive: true }))

  test('makes 32 random bytes that only the owner may read, and keeps them', async () => {
    const data = join(folder, 'deep', 'data')

    const secret = await loadSecret(data)

    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect((await stat(join(data, 'secret'))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(data, 'secret'), 'utf8')).toBe(secret)
    expect(await loadSecret(data)).toBe(secret)
  })

  test('is found by who looks for it alone, who makes none', async () => {
    const before = await findSecret(folder)
    const left = await readdir(folder)
    const secret = await loadSecret(folder)

    expect([before, left]).toEqual([undefined, []])
    expect(await findSecret(folder)).toBe(secret)
  })

  test('all who start at once get the same one, and nothing else is left', async () => {
    // Many and often: who wins between looking and making is chance.
    for (let round = 0; round < 20; round++) {
      const data = join(folder, String(round))
      const secrets = await Promise.all(Array.from({ length: 50 }, () => loadSecret(data)))

      expect(new Set(secrets).size).toBe(1)
      expect(await readdir(data)).toEqual(['secret'])
    }
  })

  test.each([0o640, 0o604, 0o666])('refuses one that others can read (mode %o)', async (mode) => {
    await loadSecret(folder)
    await chmod(join(folder, 'secret'), mode)

    await expect(loadSecret(folder)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('chmod 600'),
    })
  })

  test.each(['', 'short', 'x'.repeat(42)])('refuses a file that holds no secret (%j)', async (text) => {
    await writeFile(join(folder, 'secret'), text, { mode: 0o600 })

    await expect(loadSecret(folder)).rejects.toMatchObject({ code: 'invalid' })
  })
})
