import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openExisting } from './open-existing.ts'

describe('openExisting', () => {
  let folder: string
  let path: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))
    path = join(folder, 'test.db')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('leaves every byte of a file as it was, and refuses to write', async () => {
    const made = new SqliteDatabase(path)
    made.exec('create table note (text text); insert into note values (1)')
    made.close()
    const before = readFileSync(path)

    const db = openExisting(`sqlite:${path}`)
    const { rows } = await sql`select text from note`.execute(db)
    const write = sql`insert into note values (2)`.execute(db)

    await expect(write).rejects.toThrow(/readonly/)
    await db.destroy()
    expect(rows).toEqual([{ text: '1' }])
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('tells at once what is no database, and what is not there', () => {
    expect(() => openExisting(`sqlite:${path}`)).toThrow(`There is no database at ${path}.`)
    writeFileSync(path, 'a letter, and no database at all\n'.repeat(99))

    expect(() => openExisting(`sqlite:${path}`)).toThrow(/Cannot open the database.*not a database/)
  })
})
