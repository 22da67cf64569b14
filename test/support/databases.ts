import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject, test } from 'vitest'
import { type Db, openDatabase } from '../../src/store/db.ts'
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
  const db = openDatabase(await freshDatabaseUrl(where))
  await migrateToLatest(db)
  return db
}

/** The URL of an empty database without a schema, for tests that start processes. It goes after the file's last test. */
export async function freshDatabaseUrl({ dialect }: Dialect): Promise<string> {
  if (dialect === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
    return `sqlite:${join(folder, 'test.db')}`
  }
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(`create database ${name}`)
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
