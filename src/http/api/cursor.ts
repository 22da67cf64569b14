import { AppError } from '../../domain/error.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { UnixMs } from '../../domain/time.ts'
import { isPlainText } from '../../platform/plain-text.ts'

/** Where a part of the list of all papers ended. */
export type Cursor = { publishedAt: UnixMs; id: PaperId }

const LATEST_MS = 8.64e15 // of a JavaScript Date
const FORM = /^(-?\d{1,16}) (.+)$/su

/** A cursor as clients hand it back: letters, digits, "-" and "_", and nothing they should read. */
export function toCursorText({ publishedAt, id }: Cursor): string {
  return Buffer.from(`${publishedAt} ${id}`).toString('base64url')
}

/** @throws AppError `invalid` unless `toCursorText` could have made it */
export function parseCursor(text: string): Cursor {
  const [, time, id] = FORM.exec(Buffer.from(text, 'base64url').toString()) ?? []
  const cursor = { publishedAt: Number(time), id: id as PaperId }
  const isCursor = id !== undefined && isPlainText(id) && Math.abs(cursor.publishedAt) <= LATEST_MS
  if (!isCursor || toCursorText(cursor) !== text) {
    throw new AppError('invalid', 'not a cursor that this server gave: take it from the Link header')
  }
  return cursor
}
