import type { Signal } from '../domain/harvest.ts'
import type { CountName, Paper, PaperId, SourceName } from '../domain/paper.ts'
import type { UnixMs } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'
import type { SignalTable } from './schema.ts'
import { takeInserted } from './take-inserted.ts'

const PAPERS_A_READ = 200

/**
 * Keeps numbers of papers. A number that says what the newest before it said is left out: the series holds changes.
 * Of two numbers of one instant the larger stands.
 *
 * @param signals with the present ids of papers
 * @returns how many were kept
 */
export async function writeSignals(db: Db, source: SourceName, signals: readonly Signal[]): Promise<number> {
  const newest = await findNewest(db, source, [...new Set(signals.map(({ id }) => id))])
  const rows = new Map<string, SignalTable>()
  for (const { id, name, at, count } of [...signals].sort((a, b) => a.at - b.at || a.count - b.count)) {
    const series = `${id} ${name}`
    const before = newest.get(series)
    if (before && at >= before.at && count === before.count) continue
    if (!before || at >= before.at) newest.set(series, { at, count })
    rows.set(`${series} ${at}`, { paper_id: id, name, source, at, count })
  }
  for (const chunk of chunks([...rows.values()])) {
    await db
      .insertInto('signal')
      .values(chunk)
      .onConflict((conflict) =>
        conflict
          .columns(['paper_id', 'name', 'source', 'at'])
          .doUpdateSet(takeInserted(['count']))
          .whereRef('signal.count', '<', 'excluded.count' as 'signal.count'),
      )
      .execute()
  }
  return rows.size
}

async function findNewest(
  db: Db,
  source: SourceName,
  ids: readonly PaperId[],
): Promise<Map<string, { at: UnixMs; count: number }>> {
  const found = new Map<string, { at: UnixMs; count: number }>()
  for (const chunk of chunks(ids, PAPERS_A_READ)) {
    const rows = await db
      .selectFrom('signal')
      .select(['paper_id', 'name', 'at', 'count'])
      .where('source', '=', source)
      .where('paper_id', 'in', chunk)
      .where('at', '=', ({ selectFrom }) =>
        selectFrom('signal as later')
          .select((eb) => eb.fn.max('later.at').as('at'))
          .whereRef('later.paper_id', '=', 'signal.paper_id')
          .whereRef('later.name', '=', 'signal.name')
          .whereRef('later.source', '=', 'signal.source'),
      )
      .execute()
    for (const { paper_id, name, at, count } of rows) found.set(`${paper_id} ${name}`, { at, count })
  }
  return found
}

/** How a number of a paper changed, the first first: also under keys by which the paper was known before. */
export async function listSignals(
  db: Db,
  { id, formerIds }: Pick<Paper, 'id' | 'formerIds'>,
  name: CountName,
): Promise<(Omit<Signal, 'id' | 'name'> & { source: SourceName })[]> {
  const rows = await db
    .selectFrom('signal')
    .select(['source', 'at', 'count'])
    .where('paper_id', 'in', [id, ...formerIds])
    .where('name', '=', name)
    .orderBy('at')
    .orderBy('source')
    .execute()
  return rows.map(({ source, at, count }) => ({ source: source as SourceName, at, count }))
}
