import type { CountSeries, Signal } from '../domain/harvest.ts'
import type { CountName, PaperId, SourceName } from '../domain/paper.ts'
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

/** How the numbers of a paper changed, by name and source. */
export async function listCountSeries(db: Db, id: PaperId): Promise<CountSeries[]> {
  const rows = await db.selectFrom('signal').selectAll().where('paper_id', '=', id).execute()
  return toSeries(rows)
}

/**
 * Joins the series of papers that turned out to be one: of numbers that follow each other and say the same the first
 * stays, of two of one instant the larger. Inside a transaction.
 *
 * @param joins papers, each with those that are part of it now
 */
export async function joinSignals(
  tx: Db,
  joins: readonly { id: PaperId; absorbed: readonly PaperId[] }[],
): Promise<void> {
  const absorbed = joins.flatMap((join) => join.absorbed)
  const counted = new Set<string>()
  // Looked for first: most papers that are absorbed were only named somewhere, and never counted.
  for (const chunk of chunks(absorbed)) {
    const rows = await tx.selectFrom('signal').select('paper_id').distinct().where('paper_id', 'in', chunk).execute()
    for (const { paper_id } of rows) counted.add(paper_id)
  }
  for (const join of joins)
    if (join.absorbed.some((id) => counted.has(id))) await joinSeries(tx, join.id, join.absorbed)
}

async function joinSeries(tx: Db, id: PaperId, absorbed: readonly PaperId[]): Promise<void> {
  const all = [id, ...absorbed]
  const series = toSeries(await tx.selectFrom('signal').selectAll().where('paper_id', 'in', all).execute())
  await tx.deleteFrom('signal').where('paper_id', 'in', all).execute()
  const rows = series.flatMap(({ name, source, points }) =>
    points.map(({ at, count }): SignalTable => ({ paper_id: id, name, source, at, count })),
  )
  for (const chunk of chunks(rows)) await tx.insertInto('signal').values(chunk).execute()
}

function toSeries(rows: readonly SignalTable[]): CountSeries[] {
  const groups = Map.groupBy(rows, ({ name, source }) => `${name} ${source}`)
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, ofOne]) => {
      const { name, source } = ofOne[0]!
      return { name: name as CountName, source: source as SourceName, points: toPoints(ofOne) }
    })
}

/** Changes alone, one of an instant. */
function toPoints(rows: readonly SignalTable[]): CountSeries['points'] {
  const byInstant = new Map<UnixMs, number>()
  for (const { at, count } of rows) byInstant.set(at, Math.max(count, byInstant.get(at) ?? 0))
  const points = [...byInstant].sort(([a], [b]) => a - b).map(([at, count]) => ({ at, count }))
  return points.filter(({ count }, place) => count !== points[place - 1]?.count)
}
