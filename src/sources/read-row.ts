import type { FileItem } from '../domain/ports.ts'
import { isArxivRow, readArxivRow } from './arxiv/row.ts'
import { isExportRow, readExportRow } from './broadsheet-export/export-line.ts'
import { isCslRecord, readCslRecord } from './files/read-csl-json.ts'
import { isFlatRow, readFlatRow } from './daily-papers/flat-row.ts'

/** Whether a parsed line of JSON is a record of one paper in a form that is known. */
export function isPaperRow(value: unknown): boolean {
  return isArxivRow(value) || isFlatRow(value) || isCslRecord(value) || isExportRow(value)
}

/**
 * Reads a record of one paper. One of no known form is a fault.
 *
 * @param position where it stands, for the fault: "line 12"
 */
export function readRow(value: unknown, position: string): FileItem {
  if (isArxivRow(value)) return readArxivRow(value, position)
  if (isFlatRow(value)) return readFlatRow(value, position)
  // Before our own form, which nearly any object with a title and an abstract is.
  if (isCslRecord(value)) return readCslRecord(value, position)
  if (isExportRow(value)) return readExportRow(value, position)
  return { fault: { position, reason: 'not a record of a paper in a form that import knows' } }
}
