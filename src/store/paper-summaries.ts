import type { PaperId } from '../domain/paper.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'
import type { PaperSummaryTable } from './schema.ts'
import { takeInserted } from './take-inserted.ts'

/** What a model said of some papers, or that it said nothing of use; those it was never asked about are absent. */
export async function listSummaries(
  db: Db,
  model: string,
  papers: readonly PaperId[],
): Promise<Map<PaperId, PaperSummaryTable>> {
  if (papers.length === 0) return new Map()
  const rows = await db
    .selectFrom('paper_summary')
    .selectAll()
    .where('model', '=', model)
    .where('paper_id', 'in', papers)
    .execute()
  return new Map(rows.map((row) => [row.paper_id as PaperId, row]))
}

/** Forgets what models were asked before an instant. Digests that hold it keep it. */
export async function deleteSummariesBefore(db: Db, instant: UnixMs): Promise<void> {
  await db.deleteFrom('paper_summary').where('asked_at', '<', instant).execute()
}

/** Keeps what a model said of a paper, in place of what it said before. */
export async function writeSummary(db: Db, summary: PaperSummaryTable): Promise<void> {
  await db
    .insertInto('paper_summary')
    .values(summary)
    .onConflict((conflict) =>
      conflict.columns(['paper_id', 'model']).doUpdateSet(takeInserted(['shown', 'text', 'trouble', 'asked_at'])),
    )
    .execute()
}
