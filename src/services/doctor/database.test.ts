import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../domain/error.ts'
import { checkAnswer } from './database.ts'
import { examineDatabase } from './examine-database.ts'

describe('checkAnswer', () => {
  let folder = ''
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'broadsheet-patient-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  test('of a file that is no database advises a backup', async () => {
    const path = join(folder, 'a.db')
    writeFileSync(path, 'A letter to the editor. '.repeat(100))
    const examination = await examineDatabase(`sqlite:${path}`)

    const { outcome, mend } = checkAnswer(examination)

    expect(outcome).toBe('failure')
    expect(mend).toContain('restore a backup')
  })

  test.each([
    ['SQLITE_READONLY', 'user'],
    ['SQLITE_READONLY_DIRECTORY', 'user'],
    ['SQLITE_CANTOPEN', 'user'],
    ['EACCES', 'user'],
    ['SQLITE_FULL', 'room'],
    ['SQLITE_BUSY', 'DATABASE_URL'],
  ])('of a file that does not open for %s advises no restore, but what mends it', (code, advice) => {
    const cause = Object.assign(new Error('it may not'), { code }) // as SQLite and the system tell it
    const error = new AppError('unavailable', 'Cannot open the database', { cause })

    const { outcome, mend } = checkAnswer({ isFile: true, version: { error } })

    expect(outcome).toBe('failure')
    expect(mend).toContain(advice)
    expect(mend).not.toMatch(/away|restore/)
  })

  test('of PostgreSQL that nobody serves advises to start it', async () => {
    const examination = await examineDatabase('postgres://nobody@127.0.0.1:1/none')

    const { mend } = checkAnswer(examination)
    await examination.close()

    expect(mend).toMatch(/^Start it/)
  })
})
