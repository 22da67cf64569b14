import type { UnixMs } from '../domain/time.ts'
import type { BatchDescription } from '../services/sync/describe-batch.ts'
import type { SourceDescription } from '../services/sync/describe-sources.ts'
import { toMinute } from './sync-words.ts'

const HEADS = ['SOURCE', 'LAST SUCCESS', 'NEWEST BATCH', 'HERE OF ANNOUNCED', 'ASKED NEXT'] as const

/** A table of how sources stand, with what is wrong below the row of its source. Lines end without a line break. */
export function toSourceTable(sources: readonly SourceDescription[], now: UnixMs): string[] {
  const rows = sources.map((source) => toCells(source, now))
  const widths = HEADS.map((head, column) =>
    Math.max(head.length, ...rows.map((cells) => (cells[column] ?? '').length)),
  )
  const toLine = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd((widths[column] ?? 0) + 2))
      .join('')
      .trimEnd()
  return [toLine(HEADS), ...sources.flatMap((source, row) => [toLine(rows[row] ?? []), ...listTroubles(source)])]
}

function toCells({ name, succeededAt, newestBatch, nextAt }: SourceDescription, now: UnixMs): string[] {
  return [
    name,
    succeededAt === undefined ? 'never' : toMinute(succeededAt),
    newestBatch?.day ?? '',
    newestBatch ? toBatchCell(newestBatch) : '',
    nextAt === undefined ? '' : nextAt <= now ? 'now' : toMinute(nextAt),
  ]
}

function toBatchCell({ state, announced = 0, missing = 0, dueAt }: BatchDescription): string {
  switch (state) {
    case 'complete':
      return `${announced.toLocaleString('en')} of ${announced.toLocaleString('en')}`
    case 'incomplete':
      return `${(announced - missing).toLocaleString('en')} of ${announced.toLocaleString('en')}`
    case 'late':
      return 'late'
    case 'awaited':
      return dueAt === undefined ? 'awaited' : `due ${toMinute(dueAt)}`
    case 'unchecked':
      return 'not checked'
    case 'holiday':
      return 'holiday'
  }
}

/** What is wrong with a source, a line each, and until when it is left alone. */
export function listTroubles({ troubles, stoppedUntil }: SourceDescription): string[] {
  const lines = troubles.map(({ message }) => `  ${message}`)
  if (stoppedUntil !== undefined) lines.push(`  It is left alone until ${toMinute(stoppedUntil)}.`)
  return lines
}
