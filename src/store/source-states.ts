import type { SourceName } from '../domain/paper.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'
import type { SourceStateTable } from './schema.ts'

/** How it stands with every source that was ever planned or asked. */
export async function listSourceStates(db: Db): Promise<Map<SourceName, SourceStateTable>> {
  const rows = await db.selectFrom('source_state').selectAll().execute()
  return new Map(rows.map((row) => [row.source as SourceName, row]))
}

/** How it stands with one source; `undefined` where nothing was ever planned for it. */
export async function findSourceState(db: Db, source: SourceName): Promise<SourceStateTable | undefined> {
  return db.selectFrom('source_state').selectAll().where('source', '=', source).executeTakeFirst()
}

/** Until when a source asked to be left alone, as it said or as was made of it; `undefined` where it did not. */
export async function findStop(db: Db, source: SourceName): Promise<UnixMs | undefined> {
  const state = await findSourceState(db, source)
  return state?.failure_kind === 'busy' ? (state.stopped_until ?? undefined) : undefined
}

/** Notes that tasks of a source that fall due until an instant are kept. Of two such notes the later stands. */
export async function markPlanned(db: Db, source: SourceName, until: UnixMs): Promise<void> {
  await ensureState(db, source)
  await db
    .updateTable('source_state')
    .set({ planned_until: until })
    .where('source', '=', source)
    .where(({ or, eb }) => or([eb('planned_until', 'is', null), eb('planned_until', '<', until)]))
    .execute()
}

/** Forgets until when a source was planned and is left alone: the clock by which that was noted was wrong. */
export async function forgetTimes(db: Db, source: SourceName): Promise<void> {
  await db
    .updateTable('source_state')
    .set({ planned_until: null, stopped_until: null })
    .where('source', '=', source)
    .execute()
}

/** Who works through the tasks of a source, and until when that keeps others off. */
export type Claim = { runner: string; now: UnixMs; until: UnixMs }

/**
 * Takes a source for one runner, or keeps it for longer.
 *
 * @returns how it stands with the source; `undefined` where another runner has it
 */
export async function claimSource(
  db: Db,
  source: SourceName,
  { runner, now, until }: Claim,
): Promise<SourceStateTable | undefined> {
  await ensureState(db, source)
  return db
    .updateTable('source_state')
    .set({ holder: runner, held_until: until })
    .where('source', '=', source)
    .where(({ or, eb }) => or([eb('holder', 'is', null), eb('holder', '=', runner), eb('held_until', '<=', now)]))
    .returningAll()
    .executeTakeFirst()
}

/** Gives a source back, if it is still held. */
export async function releaseSource(db: Db, source: SourceName, runner: string): Promise<void> {
  await db
    .updateTable('source_state')
    .set({ holder: null, held_until: null })
    .where('source', '=', source)
    .where('holder', '=', runner)
    .execute()
}

/** Notes that a source answered: nothing is wrong with it any more. */
export async function markSuccess(db: Db, source: SourceName, now: UnixMs): Promise<void> {
  await db
    .updateTable('source_state')
    .set({ succeeded_at: now, failures: 0, failure_kind: null, trouble: null, stopped_until: null })
    .where('source', '=', source)
    .execute()
}

/** Notes that a source did not answer as it should; with `stoppedUntil` it is not asked before. */
export async function markFailure(
  db: Db,
  source: SourceName,
  { now, kind, trouble, stoppedUntil }: { now: UnixMs; kind: string; trouble: string; stoppedUntil?: UnixMs },
): Promise<void> {
  await db
    .updateTable('source_state')
    .set((eb) => ({ failed_at: now, failures: eb('failures', '+', 1), failure_kind: kind, trouble }))
    .$if(stoppedUntil !== undefined, (query) => query.set({ stopped_until: stoppedUntil ?? null }))
    .where('source', '=', source)
    .execute()
}

/**
 * Lets a source be asked at once that did not answer when it was asked last. What a source asked for itself stays.
 *
 * @returns whether it had not answered
 */
export async function endSilence(db: Db, source: SourceName): Promise<boolean> {
  const result = await db
    .updateTable('source_state')
    .set({ stopped_until: null })
    .where('source', '=', source)
    .where('failure_kind', '=', 'silent')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

async function ensureState(db: Db, source: SourceName): Promise<void> {
  const state: SourceStateTable = {
    ...{ source, planned_until: null, stopped_until: null, succeeded_at: null, failed_at: null },
    ...{ failures: 0, failure_kind: null, trouble: null, holder: null, held_until: null },
  }
  await db
    .insertInto('source_state')
    .values(state)
    .onConflict((conflict) => conflict.column('source').doNothing())
    .execute()
}
