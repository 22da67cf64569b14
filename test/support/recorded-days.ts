import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { DailyPaper } from '../../src/http/api/wire.ts'
import type { Db } from '../../src/store/db.ts'
import { importPapers, type ImportReport } from '../../src/services/import-papers.ts'
import { readPapers } from '../../src/sources/read-papers.ts'

const FOLDER = join(import.meta.dirname, '../../../shared/data/hf/raw_daily')

/** Whether the recorded answers lie beside the checkout: they are not part of it. */
export const hasRecordings: boolean = existsSync(FOLDER)

/** A recorded answer about one day. */
export type RecordedDay = { day: string; items: DailyPaper[] }

/** The recorded answers all of whose items carry the day that was asked for, by day. */
export function readRecordedDays(): RecordedDay[] {
  return listRecordings().flatMap((name) => {
    const day = name.slice(0, 10)
    const items: unknown = JSON.parse(gunzipSync(readFileSync(join(FOLDER, name))).toString())
    return Array.isArray(items) && items.length > 0 && items.every((item) => isOfDay(item, day)) ? [{ day, items }] : []
  })
}

/** Imports every recorded answer, damaged ones too, and tells what became of each. */
export async function importRecordings(db: Db): Promise<ImportReport[]> {
  const reports: ImportReport[] = []
  for (const name of listRecordings()) {
    reports.push(await importPapers({ db, readPapers, clock: () => 1 }, createReadStream(join(FOLDER, name))))
  }
  return reports
}

function listRecordings(): string[] {
  return readdirSync(FOLDER).sort()
}

function isOfDay(item: unknown, day: string): item is DailyPaper {
  const paper = (item as { paper?: { submittedOnDailyAt?: unknown } } | null)?.paper
  return typeof paper?.submittedOnDailyAt === 'string' && paper.submittedOnDailyAt.startsWith(day)
}
