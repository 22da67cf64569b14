import { toExportLine } from '../domain/export-line.ts'
import { openSnapshot } from '../store/backup/snapshot.ts'
import type { Db } from '../store/db.ts'
import { listPapersById } from '../store/papers.ts'

const PAPERS_A_READ = 500

/**
 * Every paper as a line of the export format, in the order of their ids, as all were at one moment: one that changes its
 * id meanwhile is not missed. Memory stays flat.
 *
 * @param db as `readSnapshot` wants it; free for others after the last line, or once the walk is left
 */
export async function* exportPapers(db: Db): AsyncGenerator<string> {
  const { snapshot, close } = await openSnapshot(db)
  try {
    let after: string | undefined
    for (;;) {
      const papers = await listPapersById(snapshot, PAPERS_A_READ, after)
      for (const paper of papers) yield toExportLine(paper)
      if (papers.length < PAPERS_A_READ) return
      after = papers.at(-1)?.id
    }
  } finally {
    await close()
  }
}
