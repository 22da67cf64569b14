import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import { listMiscountedDays } from '../../src/store/backup/derived.ts'
import { canFollowFrom, findChangeNumberIfAny } from '../../src/store/backup/change-numbers.ts'
import { KNOWN_MIGRATIONS, listAppliedMigrations, migrateAsFarAs } from '../../src/store/backup/schema-version.ts'
import { listBackupTables, listOwnTables, TREATMENTS } from '../../src/store/backup/tables.ts'
import { findCataloguedNumber } from '../../src/store/catalogue.ts'
import { type Db, isPostgres, openDatabase } from '../../src/store/db.ts'
import { listChanges } from '../../src/store/papers.ts'
import { saveBackup } from '../../src/services/backup/save-backup.ts'
import { writeBackup } from '../../src/services/backup/write-backup.ts'
import { aPaper } from '../support/builders.ts'
import * as backups from '../support/backups.ts'
import { dialects, freshDatabase, freshDatabaseUrl } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

const { fillDatabase, readExport, readLinesOf, restore, takeBackup } = backups
const prepareReally = SqliteDatabase.prototype.prepare
const pairs = dialects.flatMap((from) => dialects.map((to) => ({ from, to })))

/** Works with the database at an address, and closes it. */
async function using<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase(url)
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

/** A footer that fits the lines before it. */
function toFooter(lines: readonly string[], rows: object): string {
  const text = lines.map((line) => `${line}\n`).join('')
  return JSON.stringify({ rows, sha256: createHash('sha256').update(text).digest('hex') })
}

describe.each(pairs)('a backup of $from.dialect restored into $to.dialect', ({ from, to }) => {
  test('gives the same papers, byte for byte, and the same backup but for its time', async () => {
    const [source, target] = [await freshDatabaseUrl(from), await freshDatabaseUrl(to)]
    await fillDatabase(source)

    const { rows } = await restore(target, await takeBackup(source))

    const exported = await readExport(source)
    expect(exported.length).toBe(rows.paper)
    expect(exported.length).toBeGreaterThan(110)
    expect(await readExport(target)).toEqual(exported)
    const [first, again] = [readLinesOf(await takeBackup(source)), readLinesOf(await takeBackup(target, 1))]
    expect(JSON.parse(again[0]!)).toEqual({ ...JSON.parse(first[0]!), at: '1970-01-01T00:00:00.001Z' })
    expect(again.slice(1, -1)).toEqual(first.slice(1, -1))
    expect(JSON.parse(first.at(-1)!)).toMatchObject({ rows: { former_id: 1, account: expect.any(Number) } })
  })
})

describe.each(dialects)('backups on $dialect', (where) => {
  test('hold every table of the schema by its primary key, but for those that are derived', async () => {
    const db = await freshDatabase(where)

    const names = (await listOwnTables(db)).map(({ name }) => name).filter((name) => !name.startsWith('kysely_'))
    const keys = await Promise.all(
      (await listBackupTables(db)).map(async ({ name, key }) => [name, key, await listPrimaryKey(db, name)]),
    )
    await db.destroy()

    expect(names.sort()).toEqual(Object.keys(TREATMENTS).sort())
    for (const [name, key, actual] of keys) expect([name, key]).toEqual([name, actual])
  })

  test('hold one moment, and hold up nobody who writes meanwhile', async () => {
    const url = await freshDatabaseUrl(where)
    await fillDatabase(url)
    const late = aPaper({ id: '2604.99999' as PaperId, fields: { title: 'Too late for the backup' } })
    const texts: string[] = []

    await using(url, (db) =>
      writeBackup(db, { version: '1', clock: () => 1, secretTag: undefined }, async (text) => {
        if (texts.length === 0) await using(url, (other) => importRecords(other, [late]))
        texts.push(text)
      }),
    )

    expect((await readExport(url)).join('')).toContain('Too late for the backup')
    expect(texts.join('')).not.toContain('Too late for the backup')
    await restore(await freshDatabaseUrl(where), backups.toBytes(texts.join('').split('\n').slice(0, -1)))
  })

  test('are for their owner alone, appear whole, and do not replace a file unasked', async () => {
    const url = await freshDatabaseUrl(where)
    await fillDatabase(url)
    const path = backups.freshPath()
    writeFileSync(path, 'precious')
    const saved = { databaseUrl: url, installation: { version: '1', clock: () => 1, secretTag: undefined } }

    await expect(saveBackup(saved, path, false)).rejects.toMatchObject({ code: 'conflict' })
    await saveBackup(saved, path, true)

    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path)))).toEqual([basename(path)])
  })

  test('are refused of a database that holds nothing of ours, and of one that a newer version made', async () => {
    const [empty, newer] = [await freshDatabaseUrl(where), await freshDatabaseUrl(where)]
    await using(empty, (db) => sql`create table other (id integer)`.execute(db))
    await fillDatabase(newer)
    await using(newer, (db) => sql`insert into kysely_migration values ('9999-later', 'now')`.execute(db))

    await expect(takeBackup(empty)).rejects.toMatchObject({ code: 'not_found' })
    await expect(takeBackup(newer)).rejects.toThrow(/newer version.*9999-later/)
  })
})

describe.each(dialects)('a restore on $dialect', (where) => {
  test('leaves nothing of what it replaces, and makes anew all that is derived', async () => {
    const [source, target] = [await freshDatabaseUrl(where), await freshDatabaseUrl(where)]
    await fillDatabase(source)
    await fillDatabase(target, [aPaper({ fields: { title: 'Of the old store', authors: ['Old Author'] } })])

    await restore(target, await takeBackup(source))

    expect(await readExport(target)).toEqual(await readExport(source))
    await using(target, async (db) => {
      expect(await listMiscountedDays(db)).toEqual([])
      expect(await findCataloguedNumber(db)).toBe(await findChangeNumberIfAny(db))
      const cards = await db.selectFrom('catalogue').select('paper_id').execute()
      expect(cards.length).toBeGreaterThan(110)
      expect(await listAppliedMigrations(db)).toEqual([...KNOWN_MIGRATIONS])
    })
  })

  test('is seen by whoever has the database open, at its next query', async () => {
    const [source, target] = [await freshDatabaseUrl(where), await freshDatabaseUrl(where)]
    await fillDatabase(source)
    await fillDatabase(target, [aPaper({ fields: { title: 'Of the old store' } })])
    const path = await takeBackup(source)

    await using(target, async (db) => {
      const titles = () => db.selectFrom('paper').select('title').orderBy('id').execute()
      const before = await titles()
      await restore(target, path)
      const after = await titles()

      expect(before).toEqual([{ title: 'Of the old store' }])
      expect(after.length).toBeGreaterThan(110)
      await importRecords(db, [aPaper({ id: '2604.88888' as PaperId, fields: { title: 'Written afterwards' } })])
      expect(await titles()).toHaveLength(after.length + 1)
    })
  })

  test('numbers every paper above all earlier changes, and tells followers to begin anew', async () => {
    const url = await freshDatabaseUrl(where)
    await fillDatabase(url)
    const path = await takeBackup(url)
    const added = aPaper({ id: '2604.77777' as PaperId, fields: { title: 'Comes after the backup' } })
    await using(url, (db) => importRecords(db, [added]))
    const before = await using(url, findChangeNumberIfAny)

    await restore(url, path)

    await using(url, async (db) => {
      const papers = await db.selectFrom('paper').select('id').execute()
      const changes = await listChanges(db, 10_000, before)
      expect(new Set(changes.map(({ id }) => id))).toEqual(
        new Set([...papers.map(({ id }) => id), ...(await listFormerIds(db))]),
      )
      expect(await canFollowFrom(db, before)).toBe(false)
      expect(await canFollowFrom(db, await findChangeNumberIfAny(db))).toBe(true)
      expect(await canFollowFrom(db, 0)).toBe(true)
    })
  })

  test('goes above numbers that were given while it was loading, and counts the papers that are lost', async () => {
    const [source, target] = [await freshDatabaseUrl(where), await freshDatabaseUrl(where)]
    await fillDatabase(source)
    await fillDatabase(target, [aPaper()])
    const late = [1, 2, 3].map((n) => aPaper({ id: `2604.0777${n}` as PaperId, fields: { title: `Late paper ${n}` } }))

    const { lostChanges } = await restore(target, await takeBackup(source), {
      async keepReplaced() {
        const lastNumber = await using(target, findChangeNumberIfAny)
        await using(target, (db) => importRecords(db, late))
        return { rows: {}, lastNumber }
      },
    })

    expect(lostChanges).toBe(3)
    await using(target, async (db) => {
      expect(await listChanges(db, 10, 4)).toHaveLength(10)
      expect(await canFollowFrom(db, 4)).toBe(false)
      expect(await findCataloguedNumber(db)).toBe(await findChangeNumberIfAny(db))
      await importRecords(db, late)
    })
    expect(await readExport(target)).toHaveLength((await readExport(source)).length + 3)
  })

  test('of an empty store after a filled one is a change too', async () => {
    const [source, target] = [await freshDatabaseUrl(where), await freshDatabaseUrl(where)]
    await fillDatabase(source, [])
    await fillDatabase(target)
    const before = await using(target, findChangeNumberIfAny)

    await restore(target, await takeBackup(source))

    expect(await readExport(target)).toEqual([])
    expect(await using(target, findChangeNumberIfAny)).toBeGreaterThan(before)
    expect(await using(target, (db) => canFollowFrom(db, before))).toBe(false)
  })

  test('brings a backup of each older schema forward', async () => {
    for (const migration of KNOWN_MIGRATIONS.slice(0, -1)) {
      const [old, target] = [await freshDatabaseUrl(where), await freshDatabaseUrl(where)]
      await using(old, (db) => fillOldDatabase(db, migration))

      await restore(target, await takeBackup(old))

      expect((await readExport(target)).join('')).toContain('From an older version')
      await using(target, async (db) => {
        expect(await listMiscountedDays(db)).toEqual([])
        expect(await db.selectFrom('edition_day').selectAll().execute()).toEqual([
          { day: '2026-04-01', featured: 1, listed: 0 },
        ])
      })
    }
  })

  test('refuses what a newer version wrote, and says which', async () => {
    const [source, target] = [await freshDatabaseUrl(where), await freshDatabaseUrl(where)]
    await fillDatabase(source)
    const [header = '', ...lines] = readLinesOf(await takeBackup(source))
    const told = JSON.parse(header) as { migrations: string[] }
    const newerTables = JSON.stringify({ ...told, program: '9.8.7', migrations: [...told.migrations, '9999-later'] })
    const newerForm = JSON.stringify({ ...told, program: '9.8.7', number: 2 })

    await expect(restore(target, backups.toBytes([newerTables, ...lines]))).rejects.toThrow(/9\.8\.7.*9999-later/)
    await expect(restore(target, backups.toBytes([newerForm, ...lines]))).rejects.toThrow(/9\.8\.7/)
  })

  test('removes what an earlier one left when it was killed', async () => {
    const [source, target] = [await freshDatabaseUrl(where), await freshDatabaseUrl(where)]
    await fillDatabase(source)
    await fillDatabase(target, [aPaper()])
    const leftover = `${target.replace('sqlite:', '')}.4194305.part` // above the largest process id that Linux gives
    if (where.dialect === 'sqlite') writeFileSync(leftover, 'half')
    else {
      await using(target, async (db) => {
        await sql`create schema broadsheet_restore`.execute(db)
        await sql`create table broadsheet_restore.paper (id text)`.execute(db)
      })
    }

    await restore(target, await takeBackup(source))

    expect(await listLeftovers(target)).toEqual([])
    expect(await readExport(target)).toEqual(await readExport(source))
  })

  test.each(Object.entries(listDamages()))('refuses %s, and changes nothing', async (_name, damage) => {
    const [source, target] = [await freshDatabaseUrl(where), await freshDatabaseUrl(where)]
    await fillDatabase(source)
    await fillDatabase(target, [aPaper()])
    const before = await readExport(target)
    const path = await takeBackup(source)

    await expect(restore(target, damage(path))).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/(backup|gzip).*Nothing was changed\.$/) as string,
    })

    expect(await readExport(target)).toEqual(before)
    expect(await using(target, findChangeNumberIfAny)).toBe(1)
    expect(await listLeftovers(target)).toEqual([])
  })
})

test('a restore that SQLite has committed is none that failed, though the disk is too full to empty the journal', async () => {
  const where = dialects.find(({ dialect }) => dialect === 'sqlite')!
  const [source, target] = [await freshDatabaseUrl(where), await freshDatabaseUrl(where)]
  await fillDatabase(source)
  await fillDatabase(target, [aPaper()])
  const backup = await takeBackup(source)
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  const prepare = vi.spyOn(SqliteDatabase.prototype, 'prepare').mockImplementation(function (
    this: SqliteDatabase.Database,
    text: string,
  ) {
    if (text.includes('wal_checkpoint')) throw full
    return prepareReally.call(this, text)
  })

  const report = await restore(target, backup).finally(() => prepare.mockRestore())

  expect(report).toMatchObject({ journalError: full, rows: { change_counter: 1 } })
  expect(await readExport(target)).toEqual(await readExport(source))
  expect(await listLeftovers(target)).toEqual([])
})

/** Ways in which a file can be no whole backup: its name, and what it makes of a sound one. */
function listDamages(): Record<string, (path: string) => Uint8Array> {
  const flip = (at: (length: number) => number) => (path: string) => {
    const bytes = readFileSync(path)
    const index = at(bytes.length)
    bytes[index]! ^= 1
    return bytes
  }
  const edit = (change: (lines: string[]) => string[]) => (path: string) => backups.toBytes(change(readLinesOf(path)))
  /** With a checksum that fits again. */
  const forge = (change: (lines: string[]) => string[]) =>
    edit((lines) => {
      const { rows } = JSON.parse(lines.at(-1)!) as { rows: object }
      const changed = change(lines.slice(0, -1))
      return [...changed, toFooter(changed, rows)]
    })
  const isPaperRow = (line: string) => line.startsWith('[') && line.includes('Known by its title first')
  return {
    'nothing at all': () => Buffer.alloc(0),
    'a text': () => Buffer.from('A letter to the editor'),
    'gzip of a text': () => backups.toBytes(['A letter to the editor']),
    'other lines of JSON': () => backups.toBytes(['{"id":"2604.00001"}', '{"id":"2604.00002"}']),
    'a file cut off in the middle': (path) => readFileSync(path).subarray(0, statSync(path).size >> 1),
    'a file without its last line': edit((lines) => lines.slice(0, -1)),
    'a file without its last byte': (path) => readFileSync(path).subarray(0, -1),
    'a bit flipped in the middle': flip((length) => length >> 1),
    'a bit flipped in the packed checksum': flip((length) => length - 6),
    'a changed letter': edit((lines) => lines.map((line) => line.replace('title first', 'title FIRST'))),
    'a wrong checksum': edit((lines) => [...lines.slice(0, -1), lines.at(-1)!.replace(/"sha256":"./, '"sha256":"z')]),
    'a row that is missing': edit((lines) => lines.filter((line) => !isPaperRow(line))),
    'a row that is missing, with a checksum that fits': forge((lines) => lines.filter((line) => !isPaperRow(line))),
    'a row that stands twice': forge((lines) => lines.flatMap((line) => (isPaperRow(line) ? [line, line] : [line]))),
    'a row without its last value': forge((lines) =>
      lines.map((line) => (isPaperRow(line) ? line.replace(/,[^,]*]$/, ']') : line)),
    ),
    'a text where a number belongs': forge((lines) =>
      lines.map((line) => (/^\[1,\d+\]$/.test(line) ? '[1,"many"]' : line)),
    ),
    'a table that we do not know': forge((lines) =>
      lines.map((line) => line.replace('"table":"account"', '"table":"wallet"')),
    ),
    'a column that we do not know': forge((lines) =>
      lines.map((line) => line.replace('"columns":["ages"', '"columns":["sage"')),
    ),
    'rows outside of any table': forge((lines) => [lines[0]!, '[1]', ...lines.slice(1)]),
    'a line behind the end': edit((lines) => [...lines, '[1]']),
    'a row that refers to no paper': forge((lines) =>
      lines.map((line) =>
        /^\[.*"2026-04-08".*"2604\.00002"/.test(line) ? line.replace('2604.00002', '2604.00404') : line,
      ),
    ),
    'a line that unpacks to more than any row': (path) =>
      Buffer.concat([backups.toBytes(readLinesOf(path).slice(0, 1)), backups.toBytes(['x'.repeat(65 * 1024 * 1024)])]),
  }
}

async function listPrimaryKey(db: Db, table: string): Promise<string[]> {
  const query = isPostgres(db)
    ? sql<{ name: string }>`
        select attribute.attname as name
          from pg_index join pg_attribute as attribute
            on attribute.attrelid = pg_index.indrelid and attribute.attnum = any (pg_index.indkey)
         where pg_index.indrelid = ${table}::regclass and pg_index.indisprimary
         order by array_position(pg_index.indkey::int2[], attribute.attnum)`
    : sql<{ name: string }>`select name from pragma_table_info(${table}) where pk > 0 order by pk`
  return (await query.execute(db)).rows.map(({ name }) => name)
}

async function listFormerIds(db: Db): Promise<string[]> {
  return (await db.selectFrom('former_id').select('former_id').execute()).map(({ former_id }) => former_id)
}

/** A database as an older version left it, with one featured paper. */
async function fillOldDatabase(db: Db, migration: string): Promise<void> {
  await migrateAsFarAs(db, migration)
  await sql`insert into paper (id, title_shelf, title_key, title, votes, comments, origins, change_number)
    values ('2604.00001', 1, 'k', 'From an older version', 3, 0, '[]', 1)`.execute(db)
  await sql`insert into edition_entry (day, paper_id) values ('2026-04-01', '2604.00001')`.execute(db)
  await sql`update change_counter set last_number = 1`.execute(db)
}

/** What a restore would have left beside a database. */
async function listLeftovers(url: string): Promise<string[]> {
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length)
    return readdirSync(dirname(path)).filter((name) => name.includes('.part'))
  }
  const query = sql<{ name: string }>`select nspname as name from pg_namespace where nspname like 'broadsheet%'`
  return (await using(url, (db) => query.execute(db))).rows.map(({ name }) => name)
}
