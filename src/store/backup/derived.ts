import { sql } from 'kysely'
import type { Day } from '../../domain/time.ts'
import type { Db } from '../db.ts'
import { countPapersOfDays, recountDays } from '../edition-days.ts'
import { refreshTallies } from '../tallies.ts'

/** Fills what is derived from papers and entries, but for the catalogue, which follows the changes. */
export async function fillDerived(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('edition_day').execute()
    await recountDays(tx, await listHeldDays(tx))
  })
  await refreshTallies(db)
}

/** Days whose kept counts differ from a count made now, in order. */
export async function listMiscountedDays(db: Db): Promise<Day[]> {
  const kept = await db.selectFrom('edition_day').selectAll().execute()
  const days = [...new Set([...(await listHeldDays(db)), ...kept.map(({ day }) => day as Day)])].sort()
  const counted = new Map((await countPapersOfDays(db, days)).map((count) => [count.day, count]))
  const before = new Map(kept.map((row) => [row.day, row]))
  return days.filter((day) => {
    const [a, b] = [before.get(day), counted.get(day)]
    return a?.featured !== b?.featured || a?.listed !== b?.listed
  })
}

/** Every day whose edition holds a paper. */
async function listHeldDays(db: Db): Promise<Day[]> {
  const { rows } = await sql<{ day: Day }>`select day from edition_entry
    union select listed_day as day from paper where listed_day is not null`.execute(db)
  return rows.map(({ day }) => day)
}
