import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { freshPath, fillDatabase } from '../../../test/support/backups.ts'
import { type Saved, streamBackup } from './save-backup.ts'

async function someSaved(): Promise<Saved> {
  const databaseUrl = `sqlite:${freshPath()}`
  await fillDatabase(databaseUrl)
  return { databaseUrl, installation: { version: '1', clock: () => 1, secretTag: undefined } }
}

/** A stream whose first write fails. */
function failingWith(code: string): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code, syscall: 'write' })),
  })
}

test('a backup whose reader goes away is refused in a sentence, and the failure is told nobody else', async () => {
  const out = failingWith('EPIPE')

  await expect(streamBackup(await someSaved(), out)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('went away') as string,
  })

  expect(out.listenerCount('error')).toBeGreaterThan(0)
})

test('any other failure of the stream is told as it is', async () => {
  await expect(streamBackup(await someSaved(), failingWith('ENOSPC'))).rejects.toMatchObject({ code: 'ENOSPC' })
})
