import type { UnixMs } from '../domain/time.ts'
import { type Db, toStoreError } from './db.ts'
import { releaseTurn, toRunner } from './paces.ts'
import { listSourceStates, releaseSource } from './source-states.ts'

/**
 * Gives back what runners held that have died: sources, and turns of hosts. Else others wait for minutes until that ends
 * by itself. A connection dies with its process, so of a turn only the gap is left to be kept.
 *
 * @param isDead whether a runner is known to have died; asked of those alone that hold something already
 * @param toGap the gap of a group, by its name
 */
export async function releaseDead(
  db: Db,
  isDead: (runner: string) => boolean,
  { now, toGap }: { now: UnixMs; toGap: (group: string) => number },
): Promise<void> {
  try {
    for (const [source, { holder }] of await listSourceStates(db)) {
      if (holder !== null && isDead(holder)) await releaseSource(db, source, holder)
    }
    for (const { name, holder } of await db.selectFrom('pace').select(['name', 'holder']).execute()) {
      const isLeft = holder !== null && isDead(toRunner(holder))
      if (isLeft) await releaseTurn(db, { name, holder, now, gapMs: toGap(name) })
    }
  } catch (error) {
    throw toStoreError(error)
  }
}
