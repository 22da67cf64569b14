import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject, test } from 'vitest'
import { type Db, openDatabase, toSqlitePath } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'

/** One of the databases on which every promise of the store is proved: `describe.each(dialects)('… on $dialect', …)`. */
export type Dialect = { dialect: 'sqlite' | 'postgres' }

const postgresUrl = inject('postgresUrl')

/** SQLite and PostgreSQL; without a PostgreSQL only SQLite, and the run shows one skipped test for the other. */
export const dialects: Dialect[] =
  postgresUrl === undefined ? [{ dialect: 'sqlite' }] : [{ dialect: 'sqlite' }, { dialect: 'postgres' }]

if (postgresUrl === undefined) test.skip('everything above on postgres (there is none on this machine)')

const cleanups: (() => unknown)[] = []
afterAll(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

/** An open database of the newest schema with nothing in it. The test destroys it; its data goes after the last test. */
export async function freshDatabase(where: Dialect): Promise<Db> {
  return openDatabase(await freshMigratedUrl(where))
}

const migrated = new Map<string, Promise<string>>()

/** As `freshDatabaseUrl`, with the newest schema: a copy of one that was migrated once for the whole file of tests. */
async function freshMigratedUrl(where: Dialect): Promise<string> {
  const original = migrated.get(where.dialect) ?? migrate(where)
  migrated.set(where.dialect, original)
  return freshDatabaseUrl(where, await original)
}

async function migrate(where: Dialect): Promise<string> {
  const url = await freshDatabaseUrl(where)
  const db = openDatabase(url)
  await migrateToLatest(db)
  await db.destroy()
  return url
}

/**
 * The URL of an empty database without a schema, for tests that start processes, or of a copy of another one that nobody
 * has open. It goes after the file's last test.
 */
export async function freshDatabaseUrl({ dialect }: Dialect, original?: string): Promise<string> {
  if (dialect === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
    const path = join(folder, 'test.db')
    if (original !== undefined) copyFileSync(toSqlitePath(original) ?? '', path)
    return `sqlite:${path}`
  }
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const copied = original === undefined ? '' : ` template ${new URL(original).pathname.slice(1)}`
  // By its files, not through the log: on a server that saves nothing that is several times faster.
  await onServer(`create database ${name}${copied} strategy file_copy`)
  cleanups.push(() => onServer(`drop database if exists ${name} with (force)`))
  const url = new URL(postgresUrl ?? '')
  url.pathname = `/${name}`
  return url.href
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
