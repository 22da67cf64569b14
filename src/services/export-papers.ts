import { toExportLine } from '../domain/export-line.ts'
import type { Db } from '../store/db.ts'
import { listPapersById } from '../store/papers.ts'

const PAPERS_A_READ = 500

/**
 * Every paper as a line of the export format, in the order of their ids. Memory stays flat; a paper that changes while
 * the export runs stands in it once, as it was when its turn came.
 */
export async function* exportPapers(db: Db): AsyncGenerator<string> {
  let after: string | undefined
  for (;;) {
    const papers = await listPapersById(db, PAPERS_A_READ, after)
    for (const paper of papers) yield toExportLine(paper)
    if (papers.length < PAPERS_A_READ) return
    after = papers.at(-1)?.id
  }
}
