import type { Validator } from '../domain/ports.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'
import { takeInserted } from './take-inserted.ts'

/** What was kept when an address was read last; `undefined` where nothing was. */
export async function findValidator(db: Db, url: string): Promise<Validator | undefined> {
  const row = await db.selectFrom('validator').selectAll().where('url', '=', url).executeTakeFirst()
  if (!row) return undefined
  return {
    ...(row.etag !== null && { etag: row.etag }),
    ...(row.last_modified !== null && { lastModified: row.last_modified }),
  }
}

/** Keeps what to show some addresses the next time. */
export async function writeValidators(db: Db, validators: ReadonlyMap<string, Validator>, now: UnixMs): Promise<void> {
  if (validators.size === 0) return
  const rows = [...validators].map(([url, { etag, lastModified }]) => ({
    ...{ url, etag: etag ?? null, last_modified: lastModified ?? null, seen_at: now },
  }))
  await db
    .insertInto('validator')
    .values(rows)
    .onConflict((conflict) => conflict.column('url').doUpdateSet(takeInserted(['etag', 'last_modified', 'seen_at'])))
    .execute()
}

/** Forgets validators of addresses that were read last before an instant. */
export async function deleteValidatorsBefore(db: Db, instant: UnixMs): Promise<void> {
  await db.deleteFrom('validator').where('seen_at', '<', instant).execute()
}
