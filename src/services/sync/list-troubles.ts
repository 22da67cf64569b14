import type { Db } from '../../store/db.ts'
import * as troubles from '../../store/troubles.ts'

/** Lists what went wrong with sources, the last told first; for the feed of problems. */
export type ListTroubles = (size: number) => Promise<troubles.Trouble[]>

/** Makes the use case on a database. */
export function listTroubles(db: Db): ListTroubles {
  return (size) => troubles.listTroubles(db, size)
}
