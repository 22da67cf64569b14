import { cutText } from '../domain/cut-text.ts'
import type { UpstreamTrouble } from '../domain/upstream-error.ts'
import type { SourceName } from '../domain/paper.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'
import type { TroubleTable } from './schema.ts'

/**
 * What can be wrong with a source: what an upstream does (`UpstreamTrouble`), records that could not be read, a batch
 * that is late or incomplete, a fault of ours.
 */
export type TroubleKind = UpstreamTrouble | 'records' | 'late' | 'incomplete' | 'internal'

/** Something that went wrong, and how often. `settledAt` is absent while it lasts. */
export type Trouble = {
  /** The same as long as it is the same trouble; a feed's reader knows it by this. */
  id: string
  source: SourceName
  kind: TroubleKind
  /** What it is about: a task's subject, a day; empty for the source as a whole. */
  subject: string
  /** In words for people, as of the last time. */
  message: string
  firstAt: UnixMs
  lastAt: UnixMs
  times: number
  settledAt?: UnixMs
}

/** Part of a message may come from outside: no reader wants more of it. */
const MOST_LETTERS = 2000

/** What is to be told of a trouble. */
export type ToldTrouble = Pick<Trouble, 'source' | 'kind' | 'subject' | 'message'>

/** Tells of a trouble that lasts: a new one, or once more one that is known. */
export async function tellTrouble(db: Db, trouble: ToldTrouble, now: UnixMs): Promise<void> {
  const { source, kind, subject } = trouble
  const message = cutText(trouble.message, MOST_LETTERS)
  const known = await open(db, source)
    .set((eb) => ({ message, last_at: now, times: eb('times', '+', 1) }))
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .executeTakeFirst()
  if (known.numUpdatedRows === 0n) await insertTrouble(db, `${source}:${kind}:${subject}:${now}`, trouble, { now })
}

/** Tells of something that went wrong and is over: nothing will be done about it. The same again counts as one. */
export async function tellMishap(db: Db, trouble: ToldTrouble, now: UnixMs): Promise<void> {
  await insertTrouble(db, `${trouble.source}:${trouble.kind}:${trouble.subject}`, trouble, { now, settledAt: now })
}

async function insertTrouble(
  db: Db,
  id: string,
  { source, kind, subject, message: told }: ToldTrouble,
  { now, settledAt = null }: { now: UnixMs; settledAt?: UnixMs | null },
): Promise<void> {
  const message = cutText(told, MOST_LETTERS)
  await db
    .insertInto('trouble')
    .values({ id, source, kind, subject, message, first_at: now, last_at: now, times: 1, settled_at: settledAt })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        ...{ message, last_at: now, times: eb('trouble.times', '+', 1), settled_at: settledAt },
      })),
    )
    .execute()
}

/** Notes that troubles of some kinds are over; with `subject`, only those about it. */
export async function settleTroubles(
  db: Db,
  source: SourceName,
  { kinds, subject }: { kinds: readonly TroubleKind[]; subject?: string },
  now: UnixMs,
): Promise<void> {
  await open(db, source)
    .set({ settled_at: now })
    .where('kind', 'in', kinds)
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject ?? ''))
    .execute()
}

function open(db: Db, source: SourceName) {
  return db.updateTable('trouble').where('source', '=', source).where('settled_at', 'is', null)
}

/** The troubles that were told last, the newest first. */
export async function listTroubles(db: Db, size: number): Promise<Trouble[]> {
  const query = db.selectFrom('trouble').selectAll().orderBy('last_at', 'desc').orderBy('id')
  return (await query.limit(size).execute()).map(toTrouble)
}

/** Every trouble that lasts, the newest first. */
export async function listOpenTroubles(db: Db): Promise<Trouble[]> {
  const query = db.selectFrom('trouble').selectAll().where('settled_at', 'is', null)
  return (await query.orderBy('last_at', 'desc').orderBy('id').execute()).map(toTrouble)
}

/** Notes that troubles of which nothing was heard since an instant are over. */
export async function settleTroublesBefore(db: Db, instant: UnixMs, now: UnixMs): Promise<void> {
  const lasting = db.updateTable('trouble').set({ settled_at: now }).where('settled_at', 'is', null)
  await lasting.where('last_at', '<', instant).execute()
}

/** Forgets troubles that were told last before an instant, whether or not anybody saw them settled. */
export async function deleteTroublesBefore(db: Db, instant: UnixMs): Promise<void> {
  await db.deleteFrom('trouble').where('last_at', '<', instant).execute()
}

function toTrouble(row: TroubleTable): Trouble {
  return {
    id: row.id,
    source: row.source as SourceName,
    kind: row.kind as TroubleKind,
    subject: row.subject,
    message: row.message,
    firstAt: row.first_at,
    lastAt: row.last_at,
    times: row.times,
    ...(row.settled_at !== null && { settledAt: row.settled_at }),
  }
}
