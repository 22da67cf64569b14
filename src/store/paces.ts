import { randomUUID } from 'node:crypto'
import type { Pace, Pause } from '../domain/ports.ts'
import type { Clock, UnixMs } from '../domain/time.ts'
import { createLines } from '../platform/upstream/lines.ts'
import { type Db, toStoreError } from './db.ts'

/** How soon it is seen that a turn of another process was given back. */
const LOOK_AGAIN_MS = 500
/** Between the name of a runner and that of its turn. */
const GLUE = ' '

/**
 * The pace of all processes that share a store. Within a process turns are given in the order of asking; between processes
 * whoever asks first at the time gets the next one.
 *
 * A turn that was not given back ends after `mostMs`, and the gap is kept behind that. A clock that is set back makes nobody
 * wait longer than the turn and the gap that were left. Machines that share a PostgreSQL are taken to have one time: by what
 * their clocks differ, a gap may be shorter.
 *
 * @param timing with `runner`, the name of who asks, without a space: by it others see that it has died (`releaseDead`)
 */
export function storePace(db: Db, { clock, pause, runner }: { clock: Clock; pause: Pause; runner?: string }): Pace {
  const lines = createLines()
  return {
    async take(name, gapMs, mostMs, signal) {
      const leave = await lines.enter(name, signal)
      const holder = runner === undefined ? randomUUID() : `${runner}${GLUE}${randomUUID()}`
      try {
        for (;;) {
          const waitMs = await orStoreError(claimTurn(db, { name, holder, untilMs: mostMs + gapMs }, clock))
          if (waitMs === 0) break
          await pause(waitMs, signal)
        }
      } catch (error) {
        leave()
        throw error
      }
      return async () => {
        try {
          await orStoreError(releaseTurn(db, { name, holder, now: clock(), gapMs }))
        } finally {
          leave()
        }
      }
    },
  }
}

/** The name of the runner that holds a turn. */
export function toRunner(holder: string): string {
  return holder.split(GLUE)[0] ?? holder
}

/** A turn that is wanted: by whom, and after how long the next may be taken if it is never given back. */
type Claim = { name: string; holder: string; untilMs: number }

/**
 * Takes the turn of a group if it is free.
 *
 * @returns 0 where it was taken; else in how many milliseconds to try again
 */
export async function claimTurn(db: Db, { name, holder, untilMs }: Claim, clock: Clock): Promise<number> {
  const row = await db.selectFrom('pace').selectAll().where('name', '=', name).executeTakeFirst()
  // Read after the row: what was written meanwhile would look as if the clock had been set back.
  const now = clock()
  // Set back: what is left is counted from now on. Another may have done so meanwhile; then nothing is left to do.
  const backMs = Math.max(0, (row?.changed_at ?? now) - now)
  if (row && backMs > 0) await shiftTurn(db, { name, changedAt: row.changed_at, backMs })
  const leftMs = (row?.next_at ?? now) - backMs - now
  if (leftMs > 0) return row?.holder === null ? leftMs : Math.min(leftMs, LOOK_AGAIN_MS)
  const turn = { next_at: now + untilMs, changed_at: now, holder }
  const taken = await db
    .insertInto('pace')
    .values({ name, ...turn })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(turn).where('pace.next_at', '<=', now))
    .returning('holder')
    .executeTakeFirst()
  return taken ? 0 : LOOK_AGAIN_MS
}

/** Gives a turn back: the gap begins. Does nothing to a turn that ended by itself and was taken by another. */
export async function releaseTurn(
  db: Db,
  { name, holder, now, gapMs }: { name: string; holder: string; now: UnixMs; gapMs: number },
): Promise<void> {
  await db
    .updateTable('pace')
    .set({ next_at: now + gapMs, changed_at: now, holder: null })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .execute()
}

/** Brings a turn that was taken by a clock now set back to the time that is. Does nothing once anybody changed it. */
export async function shiftTurn(
  db: Db,
  { name, changedAt, backMs }: { name: string; changedAt: UnixMs; backMs: number },
): Promise<void> {
  await db
    .updateTable('pace')
    .set((eb) => ({ next_at: eb('next_at', '-', backMs), changed_at: eb('changed_at', '-', backMs) }))
    .where('name', '=', name)
    .where('changed_at', '=', changedAt)
    .execute()
}

/** Forgets the hosts that nobody has asked since an instant: redirects lead to ever new ones. */
export async function deletePacesBefore(db: Db, instant: UnixMs): Promise<void> {
  await db.deleteFrom('pace').where('changed_at', '<', instant).where('next_at', '<', instant).execute()
}

async function orStoreError<T>(asking: Promise<T>): Promise<T> {
  return asking.catch((error: unknown) => {
    throw toStoreError(error)
  })
}
