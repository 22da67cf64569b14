import type { Paper } from '../../src/domain/paper.ts'
import { importPapers, type ImportReport } from '../../src/services/import-papers.ts'
import type { Db } from '../../src/store/db.ts'

/** Imports records that a test made, as a file of them would be. */
export function importRecords(db: Db, records: readonly Paper[]): Promise<ImportReport> {
  const readPapers = async function* (): AsyncIterable<{ paper: Paper }[]> {
    yield await Promise.resolve(records.map((paper) => structuredClone({ paper })))
  }
  return importPapers({ db, readPapers, clock: () => 1 }, noBytes())
}

async function* noBytes(): AsyncIterable<Uint8Array> {}
