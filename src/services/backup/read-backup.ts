import { createHash } from 'node:crypto'
import { AppError } from '../../domain/error.ts'
import { gunzip, isGzip } from '../../platform/gunzip.ts'
import { type Line, splitLines } from '../../platform/split-lines.ts'
import type { BackupRow } from '../../store/backup/snapshot.ts'
import { type BackupFooter, type BackupHeader, FORMAT_NAME, FORMAT_NUMBER, type TableLine } from './format.ts'

/** A line of a backup that was read. Rows come some hundreds at a time, behind the line of their table. */
export type BackupPart =
  | { kind: 'header'; header: BackupHeader }
  | { kind: 'table'; line: TableLine }
  | { kind: 'rows'; rows: BackupRow[]; firstLine: number }
  | { kind: 'end'; footer: BackupFooter }

/** No row comes near it; without a bound a small file could unpack to one that fills the memory. */
const MOST_LINE_BYTES = 64 * 1024 * 1024
const ROWS_A_PART = 500
const LINE_BREAK = '\n'

/**
 * Reads a backup as it arrives; memory stays flat. The last part is the end, and it is given only where the checksum is
 * that of all that came before.
 *
 * @throws AppError `invalid` where it is no backup, one of a newer form, or damaged
 */
export async function* readBackup(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<BackupPart> {
  const reader = new Reader()
  for await (const lines of splitLines(gunzip(refusingOthers(bytes)), MOST_LINE_BYTES)) {
    for (const line of lines) yield* reader.read(line)
  }
  reader.refuseUnended()
}

async function* refusingOthers(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = Buffer.alloc(0)
  for await (const chunk of bytes) {
    if (head === undefined) yield chunk
    else {
      head = Buffer.concat([head, chunk])
      if (head.length < 2) continue
      if (!isGzip(head)) throw noBackup()
      yield head
      head = undefined
    }
  }
  if (head !== undefined) throw noBackup()
}

class Reader {
  readonly #hash = createHash('sha256')
  #lineNumber = 0
  #rows: BackupRow[] = []
  #stage: 'header' | 'tables' | 'ended' = 'header'

  refuseUnended(): void {
    if (this.#stage === 'header') throw noBackup()
    if (this.#stage === 'tables') throw broken(this.#lineNumber, 'it is cut off here')
  }

  *read(line: Line): Generator<BackupPart> {
    this.#lineNumber++
    const value = parseLine(line, this.#lineNumber)
    if (this.#stage === 'ended') throw broken(this.#lineNumber, 'it goes on behind its end')
    if (this.#stage === 'header') {
      this.#stage = 'tables'
      yield { kind: 'header', header: toHeader(value) }
    } else if (Array.isArray(value)) {
      this.#rows.push(value as BackupRow)
      if (this.#rows.length === ROWS_A_PART) yield* this.#takeRows()
    } else {
      yield* this.#takeRows()
      yield this.#toPart(value)
    }
    this.#hash.update(line ?? '').update(LINE_BREAK)
  }

  *#takeRows(): Generator<BackupPart> {
    if (this.#rows.length === 0) return
    yield { kind: 'rows', rows: this.#rows, firstLine: this.#lineNumber - this.#rows.length }
    this.#rows = []
  }

  #toPart(value: unknown): BackupPart {
    if (isTableLine(value)) return { kind: 'table', line: value }
    if (!isFooter(value)) throw broken(this.#lineNumber, 'it is neither a row, nor a table, nor the end')
    if (value.sha256 !== this.#hash.copy().digest('hex')) {
      throw new AppError('invalid', 'The backup is damaged: what it holds does not give its checksum.')
    }
    this.#stage = 'ended'
    return { kind: 'end', footer: value }
  }
}

function parseLine(line: Line, number: number): unknown {
  if (line === undefined) throw broken(number, 'it is longer than any row')
  try {
    return JSON.parse(line.toString('utf8'))
  } catch (cause) {
    throw number === 1 ? noBackup(cause) : broken(number, 'it is not JSON', cause)
  }
}

function toHeader(value: unknown): BackupHeader {
  const header = value as Partial<BackupHeader> | null
  if (typeof header !== 'object' || header?.format !== FORMAT_NAME) throw noBackup()
  const { number, migrations, program, at } = header
  if (typeof number === 'number' && number > FORMAT_NUMBER) {
    throw new AppError(
      'invalid',
      `The backup was written by Broadsheet ${String(program)} in a form that this version does not know: use that one.`,
    )
  }
  const isSound = typeof program === 'string' && typeof at === 'string' && number === FORMAT_NUMBER
  if (!isSound || !isTextList(migrations)) throw broken(1, 'it does not say what it is a backup of')
  return header as BackupHeader
}

function isTableLine(value: unknown): value is TableLine {
  const line = value as Partial<TableLine> | null
  return typeof line === 'object' && typeof line?.table === 'string' && isTextList(line.columns)
}

function isFooter(value: unknown): value is BackupFooter {
  const line = value as Partial<BackupFooter> | null
  return typeof line === 'object' && typeof line?.sha256 === 'string' && typeof line.rows === 'object'
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function noBackup(cause?: unknown): AppError {
  return new AppError('invalid', 'This is not a backup of Broadsheet.', { cause })
}

function broken(line: number, reason: string, cause?: unknown): AppError {
  return new AppError('invalid', `The backup is damaged at line ${line}: ${reason}.`, { cause })
}
