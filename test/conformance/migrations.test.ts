import { spawn } from 'node:child_process'
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterEach, describe, expect, test } from 'vitest'
import { type Db, isPostgres, openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { migrations } from '../../src/store/migrations/index.ts'
import { type Dialect, dialects, freshDatabaseUrl } from '../support/databases.ts'

const PROGRAM = new URL('../support/migrate-and-end.ts', import.meta.url).pathname

describe.each(dialects)('migrations on $dialect', (where: Dialect) => {
  const opened: Db[] = []
  afterEach(async () => void (await Promise.all(opened.splice(0).map((db) => db.destroy()))))
  const open = async (): Promise<Db> => {
    const db = openDatabase(await freshDatabaseUrl(where))
    opened.push(db)
    return db
  }

  test('run once when five processes start at once', async () => {
    const url = await freshDatabaseUrl(where)

    const statuses = await Promise.all(Array.from({ length: 5 }, () => runMigrations(url)))

    expect(statuses).toEqual([0, 0, 0, 0, 0])
    const db = openDatabase(url)
    opened.push(db)
    expect(await listApplied(db)).toEqual(Object.keys(migrations))
  })

  test('give the same schema step by step as all at once', async () => {
    const [whole, stepwise] = [await open(), await open()]
    await migrateToLatest(whole)
    const migrator = new Migrator({ db: stepwise, provider: { getMigrations: () => Promise.resolve(migrations) } })
    for (const _ of Object.keys(migrations)) expect((await migrator.migrateUp()).error).toBeUndefined()

    expect(await describeSchema(stepwise)).toEqual(await describeSchema(whole))
    expect((await describeSchema(whole)).length).toBeGreaterThan(10)
  })

  test('leave nothing behind when one fails halfway', async () => {
    const db = await open()
    const failing = {
      '0001-fails': {
        async up(tx: Kysely<unknown>) {
          await tx.schema.createTable('half').addColumn('id', 'integer').execute()
          throw new Error('halfway')
        },
      },
    }
    const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(failing) } })

    expect((await migrator.migrateToLatest()).error).toBeDefined()

    expect((await describeSchema(db)).join(' ')).not.toContain('half')
  })
})

function runMigrations(url: string): Promise<number | null> {
  const child = spawn(process.execPath, [PROGRAM, url], { stdio: ['ignore', 'inherit', 'inherit'] })
  return new Promise((resolve) => child.on('close', resolve))
}

async function listApplied(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** Every table's columns and every index, as the database itself tells. */
async function describeSchema(db: Db): Promise<string[]> {
  const query = isPostgres(db)
    ? sql<{ line: string }>`
        select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(collation_name, '') as line
          from information_schema.columns where table_schema = 'public'
        union all select indexdef from pg_indexes where schemaname = 'public' order by 1`
    : sql<{
        line: string
      }>`select type || ' ' || name || ' ' || coalesce(sql, '') as line from sqlite_master order by 1`
  return (await query.execute(db)).rows.map(({ line }) => line)
}
