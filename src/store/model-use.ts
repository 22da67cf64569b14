import type { Day } from '../domain/time.ts'
import type { Db } from './db.ts'
import type { ModelUseTable } from './schema.ts'

/**
 * Sets tokens of a day aside for one request, so that processes together spend no more than `most`.
 *
 * @returns whether so many were left
 */
export async function reserveTokens(db: Db, day: Day, tokens: number, most: number): Promise<boolean> {
  if (tokens > most) return false
  const none = { tokens: 0, asked: 0, refused: 0, failed: 0 }
  await db
    .insertInto('model_use')
    .values({ day, ...none })
    .onConflict((conflict) => conflict.column('day').doNothing())
    .execute()
  const { numUpdatedRows } = await db
    .updateTable('model_use')
    .set((eb) => ({ tokens: eb('tokens', '+', tokens), asked: eb('asked', '+', 1) }))
    .where('day', '=', day)
    .where('tokens', '<=', most - tokens)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Gives back what a request did not need of its tokens (`unused`; below zero where it took more), and what came of it. */
export async function settleTokens(
  db: Db,
  day: Day,
  { unused, outcome }: { unused: number; outcome: 'written' | 'refused' | 'failed' },
): Promise<void> {
  await db
    .updateTable('model_use')
    .set((eb) => ({
      tokens: eb('tokens', '-', unused),
      refused: eb('refused', '+', outcome === 'refused' ? 1 : 0),
      failed: eb('failed', '+', outcome === 'failed' ? 1 : 0),
    }))
    .where('day', '=', day)
    .execute()
}

/** What a day took; `undefined` where nothing was asked. */
export async function findModelUse(db: Db, day: Day): Promise<ModelUseTable | undefined> {
  return db.selectFrom('model_use').selectAll().where('day', '=', day).executeTakeFirst()
}
