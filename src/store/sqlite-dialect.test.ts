import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase, toStoreError } from './db.ts'
import { migrateToLatest } from './migrate.ts'

test('a transaction that a full disk ends tells of the disk, not of the transaction that is no more', async () => {
  const db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
  await sql`create table big (bytes blob)`.execute(db)
  await sql`pragma max_page_count = 1`.execute(db) // no more than there are now: SQLite takes it for a full disk

  const filling = db.transaction().execute(async (tx) => {
    for (let count = 0; count < 100; count++) await sql`insert into big values (randomblob(100000))`.execute(tx)
  })

  await expect(filling).rejects.toMatchObject({ code: 'SQLITE_FULL' })
  expect(toStoreError(await filling.catch((error: unknown) => error))).toMatchObject({
    message: 'The database failed: database or disk is full',
  })
  await db.destroy()
})
