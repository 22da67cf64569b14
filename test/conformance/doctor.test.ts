import { mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync, closeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { noteBackup } from '../../src/services/backup/last-backup.ts'
import { updateCatalogue } from '../../src/services/catalogue/update-catalogue.ts'
import { diagnose, type Outcome } from '../../src/services/doctor/check.ts'
import { listInstallationChecks } from '../../src/services/doctor/checks.ts'
import { examineDatabase } from '../../src/services/doctor/examine-database.ts'
import type { WatchedSource } from '../../src/services/doctor/sources.ts'
import { type Db, openDatabase } from '../../src/store/db.ts'
import { fillDatabase, TAKEN_AT } from '../support/backups.ts'
import { dialects, freshDatabaseUrl } from '../support/databases.ts'

let dataFolder = ''
beforeEach(() => void (dataFolder = mkdtempSync(join(tmpdir(), 'broadsheet-doctor-'))))
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }))

/** What each check finds of the database at an address, by its name. */
async function examine(url: string, watched: WatchedSource[] = []): Promise<Record<string, Outcome>> {
  const database = await examineDatabase(url)
  const place = { host: '127.0.0.1', port: 0, baseUrl: undefined, embedding: undefined, embeddingFile: undefined }
  const machine = { nodeVersion: '24.0.0', clock: () => TAKEN_AT, version: '1.2.3' }
  const mail = { way: { kind: 'none' }, from: { address: 'digest@localhost' }, dkim: undefined } as const
  const digests = { mail, missing: {}, language: undefined }
  const installed = {
    ...machine,
    ...place,
    ...digests,
    dataFolder,
    databaseUrl: url,
    database,
    watched,
    contact: undefined,
  }
  const found = await Array.fromAsync(diagnose(listInstallationChecks(installed)))
  await database.close()
  return Object.fromEntries(found.map(({ check, outcome }) => [check, outcome]))
}

async function using(url: string, work: (db: Db) => Promise<unknown>): Promise<void> {
  const db = openDatabase(url)
  await work(db)
  await db.destroy()
}

describe.each(dialects)('the doctor on $dialect', (where) => {
  const isFile = where.dialect === 'sqlite'

  /** An installation in which nothing is wrong but the age of its papers. */
  async function soundUrl(): Promise<string> {
    const url = await freshDatabaseUrl(where)
    await fillDatabase(url)
    await using(url, updateCatalogue)
    await noteBackup(dataFolder, { at: TAKEN_AT, file: '/somewhere' })
    return url
  }

  test('finds nothing wrong with a sound installation, and old papers where they are old', async () => {
    const found = await examine(await soundUrl())

    const { secret, file, edition, 'search index': index, sources, contact, ...rest } = found
    const { digests, mail, 'language model': model, ...others } = rest
    expect({ digests, mail, model }).toEqual({
      ...{ mail: 'skipped', model: 'skipped' }, // both are off
      digests: 'failure', // and somebody subscribed by mail
    })
    expect({ secret, file, edition, index, sources, contact }).toEqual({
      ...{ sources: 'skipped', contact: 'skipped' }, // none is switched on
      secret: 'skipped',
      file: isFile ? 'ok' : 'skipped',
      edition: 'warning',
      index: 'skipped', // serve makes it
    })
    expect(new Set(Object.values(others))).toEqual(new Set(['ok']))
  })

  test('makes and changes nothing where there is nothing yet', async () => {
    const url = isFile ? `sqlite:${join(dataFolder, 'absent.db')}` : await freshDatabaseUrl(where)

    const found = await examine(url)

    expect(found).toMatchObject({
      database: isFile ? 'warning' : 'ok',
      tables: isFile ? 'skipped' : 'warning',
      counts: 'skipped',
    })
    expect(Object.values(found)).not.toContain('failure')
    if (isFile) expect(() => statSync(join(dataFolder, 'absent.db'))).toThrow('ENOENT')
  })

  test.each([
    [
      'a count that is wrong',
      'counts',
      'failure',
      (db: Db) => db.updateTable('edition_day').set({ listed: 99 }).execute(),
    ],
    [
      'a count of a day without papers',
      'counts',
      'failure',
      (db: Db) => db.insertInto('edition_day').values({ day: '2020-01-01', featured: 1, listed: 0 }).execute(),
    ],
    [
      'lists that have fallen behind',
      'counts',
      'warning',
      (db: Db) => db.updateTable('follower').set({ last_number: 5 }).execute(),
    ],
    [
      'tables of a newer version',
      'tables',
      'failure',
      (db: Db) => sql`insert into kysely_migration values ('9999-later', 'now')`.execute(db),
    ],
    [
      'tables of an older version',
      'tables',
      'warning',
      (db: Db) => sql`delete from kysely_migration where name > '0002'`.execute(db),
    ],
    [
      'a clock behind the last import',
      'clock',
      'failure',
      (db: Db) =>
        db
          .updateTable('source_read')
          .set({ read_at: TAKEN_AT + 1 })
          .execute(),
    ],
  ] as const)('finds %s', async (_name, check, outcome, harm) => {
    const url = await soundUrl()
    await using(url, harm)

    expect(await examine(url)).toMatchObject({ [check]: outcome })
  })

  test('says so where a backup is missing or old', async () => {
    const url = await soundUrl()
    await noteBackup(dataFolder, { at: TAKEN_AT - 9 * 86_400_000, file: '/somewhere' })
    const old = await examine(url)
    rmSync(join(dataFolder, 'last-backup.json'))

    expect([old.backup, (await examine(url)).backup]).toEqual(['warning', 'warning'])
  })
})

describe('the doctor of a broken database', () => {
  test.each([
    ['a server that is not there', () => 'postgres://nobody@127.0.0.1:1/none'],
    [
      'a file that is no database',
      (path: string) => (writeFileSync(path, 'A letter to the editor'.repeat(100)), `sqlite:${path}`),
    ],
  ])('says so of %s, and skips what needs it', async (_name, make) => {
    const found = await examine(make(join(dataFolder, 'broken.db')))

    expect(found).toMatchObject({
      database: 'failure',
      tables: 'skipped',
      counts: 'skipped',
      edition: 'skipped',
      port: 'ok',
    })
  })

  test('finds a damaged page, and references that lead nowhere', async () => {
    const [damaged, dangling] = [join(dataFolder, 'damaged.db'), join(dataFolder, 'dangling.db')]
    for (const path of [damaged, dangling]) await fillDatabase(`sqlite:${path}`)
    const file = openSync(damaged, 'r+')
    const { size } = statSync(damaged)
    for (let at = 8192 * 64; at < size; at += 8192) writeSync(file, Buffer.alloc(64, 0xff), 0, 64, at)
    closeSync(file)
    await using(`sqlite:${dangling}`, async (db) => {
      await sql`pragma foreign_keys = off`.execute(db)
      await sql`update edition_entry set paper_id = '2604.00404' where day = '2026-04-08' and paper_id = '2604.00002'`.execute(
        db,
      )
    })

    expect(await examine(`sqlite:${damaged}`)).toMatchObject({ file: 'failure' })
    expect(await examine(`sqlite:${dangling}`)).toMatchObject({ file: 'failure', database: 'ok' })
  })
})
