import type { UnixMs } from '../domain/time.ts'
import { type Db, toStoreError } from './db.ts'
import { releaseTurn } from './paces.ts'
import { listSourceStates, releaseSource } from './source-states.ts'

/**
 * Gives back what processes held that have died: sources, and turns of hosts. Else others wait for minutes until that ends
 * by itself. A connection dies with its process, so of a turn only the gap is left to be kept.
 *
 * @param isDead whether the process of a holder, whose name it begins with, is known to have died
 * @param gapMs of the group with the longest
 */
export async function releaseDead(
  db: Db,
  isDead: (holder: string) => boolean,
  { now, gapMs }: { now: UnixMs; gapMs: number },
): Promise<void> {
  try {
    for (const [source, { holder }] of await listSourceStates(db)) {
      if (holder !== null && isDead(holder)) await releaseSource(db, source, holder)
    }
    for (const { name, holder } of await db.selectFrom('pace').select(['name', 'holder']).execute()) {
      if (holder !== null && isDead(holder)) await releaseTurn(db, { name, holder, now, gapMs })
    }
  } catch (error) {
    throw toStoreError(error)
  }
}
