import { findArxivId } from '../domain/arxiv-id.ts'
import { toKeyOfDoi } from '../domain/doi.ts'
import type { Paper } from '../domain/paper.ts'
import type { Db } from '../store/db.ts'
import { findPaper } from '../store/papers.ts'

/**
 * A paper by its key, a former key, or an arXiv id as people write it (with version, prefix or address); after
 * "doi:" a DOI in any case.
 * `undefined` when no such paper is known. Compare `paper.id` with what was asked to see whether to redirect.
 */
export type FindPaper = (id: string) => Promise<Paper | undefined>

/** Makes the use case on a database. */
export function findPaperByAnyId(db: Db): FindPaper {
  return (id) => findPaper(db, findArxivId(id)?.id ?? (id.startsWith('doi:') ? toKeyOfDoi(id) : id))
}
