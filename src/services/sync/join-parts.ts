import { joinPapers } from '../../domain/join-papers.ts'
import type { Paper, PaperFields, PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { placePapers } from '../../store/editions.ts'
import { toPaperRow } from '../../store/paper-row.ts'
import { findCurrentIds, findPapers, type StoredPaper } from '../../store/papers.ts'
import { lockChanges, type Write, writePapers } from '../../store/write-papers.ts'

/** Something said of a paper that does not make a record: a count, a day, without a title. */
export type PaperPart = Pick<Paper, 'id' | 'origins' | 'counts'> & { fields: Partial<PaperFields> }

/**
 * Joins parts to the papers of the store that they speak of; those of papers that it does not have are left. Inside a
 * transaction.
 *
 * @param parts by the present ids of papers, as `toPresentIds` gives them
 */
export async function joinParts(tx: Db, parts: readonly PaperPart[]): Promise<void> {
  if (parts.length === 0) return
  const lastNumber = await lockChanges(tx)
  const stored = await findPapers(
    tx,
    parts.map(({ id }) => id),
  )
  const joined = new Map<PaperId, Paper>()
  for (const part of parts) {
    const paper = joined.get(part.id) ?? stored.get(part.id)?.paper
    if (paper) joined.set(part.id, joinPapers(paper, toPaper(part), part.id))
  }
  const writes = [...joined].flatMap(([id, paper]) => toWrite(paper, stored.get(id)))
  await writePapers(tx, writes, lastNumber)
}

/** The ids under which the store has some papers now; those that it does not have are absent. */
export async function toPresentIds(db: Db, ids: readonly PaperId[]): Promise<Map<PaperId, PaperId>> {
  const unique = [...new Set(ids)]
  const current = await findCurrentIds(db, unique)
  const wanted = unique.map((id) => [id, current.get(id) ?? id] as const)
  const stored = await placePapers(
    db,
    wanted.map(([, id]) => id),
  )
  const present = new Set(stored.map(({ id }) => id))
  return new Map(wanted.filter(([, id]) => present.has(id)))
}

function toPaper({ id, fields, origins, counts }: PaperPart): Paper {
  return { id, fields: fields as PaperFields, origins, counts, entries: [], formerIds: [] }
}

function toWrite(paper: Paper, stored: StoredPaper | undefined): Write[] {
  if (!stored) return []
  const row = toPaperRow(paper, stored.row.title_key)
  const isSame = (Object.keys(row) as (keyof typeof row)[]).every((column) => row[column] === stored.row[column])
  if (isSame) return []
  const listed = [row.listed_day, stored.row.listed_day].filter((day) => day !== null) as Day[]
  return [{ paper, row, absorbed: [], days: [...new Set([...paper.entries.map(({ day }) => day), ...listed])] }]
}
