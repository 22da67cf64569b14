import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'
import { keepReplaced } from './keep-replaced.ts'
import { type Saved, saveBackup } from './save-backup.ts'

const NOON = Date.parse('2026-05-29T12:00:00.999Z')

describe('what a restore replaces', () => {
  let folder = ''
  let saved: Saved
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-kept-'))
    const databaseUrl = `sqlite:${join(folder, 'papers.db')}`
    const db = openDatabase(databaseUrl)
    await migrateToLatest(db)
    await db.destroy()
    saved = { databaseUrl, installation: { version: '1', clock: () => NOON, secretTag: undefined } }
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const read = (...names: string[]): string => readFileSync(join(folder, ...names), 'utf8')

  test('is kept in a file named for the second', async () => {
    const { path } = await keepReplaced(saved, join(folder, 'backups'))

    expect(path).toBe(join(folder, 'backups', 'before-restore-2026-05-29T120000Z.backup'))
    expect(existsSync(path)).toBe(true)
  })

  test('is kept beside what other restores kept in the same second', async () => {
    const backups = join(folder, 'backups')
    await keepReplaced(saved, backups)
    const first = 'before-restore-2026-05-29T120000Z'
    writeFileSync(join(backups, `${first}.backup`), 'of the first restore')
    await keepReplaced(saved, backups)

    const { path } = await keepReplaced(saved, backups)

    expect(path).toBe(join(backups, `${first}-3.backup`))
    expect(read('backups', `${first}.backup`)).toBe('of the first restore')
    expect(readdirSync(backups)).toHaveLength(3)
  })

  test('takes another name where another restore finishes its file first', async () => {
    const backups = join(folder, 'backups')
    const name = 'before-restore-2026-05-29T120000Z.backup'
    const overtaken = { ...saved, onProgress: () => writeFileSync(join(backups, name), 'of the faster one') }

    const { path } = await keepReplaced(overtaken, backups)

    expect(read('backups', name)).toBe('of the faster one')
    expect(path).toMatch(/Z-2\.backup$/)
    expect(existsSync(path)).toBe(true)
  })

  test('does not go over a file that appears while a backup of that name is written', async () => {
    const path = join(folder, 'kept.backup')
    const overtaken = { ...saved, onProgress: () => writeFileSync(path, 'of another') }

    await expect(saveBackup(overtaken, path, false)).rejects.toMatchObject({ code: 'conflict' })

    expect(read('kept.backup')).toBe('of another')
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
  })
})
