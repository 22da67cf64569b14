import { MINUTE_MS, toMinute, type UnixMs } from '../domain/time.ts'
import type { BatchDescription } from '../services/sync/describe-batch.ts'
import type { CatchUp } from '../services/sync/describe-catch-ups.ts'
import type { SourceDescription } from '../services/sync/describe-sources.ts'
import { toCount, toDuration } from './sync-words.ts'

const HEADS = ['SOURCE', 'LAST SUCCESS', 'NEWEST BATCH', 'HERE OF ANNOUNCED', 'ASKED NEXT'] as const

/** A table of how sources stand, with what is caught up on and what is wrong below the row of its source. Lines end without a line break. */
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
  return [toLine(HEADS), ...sources.flatMap((source, row) => [toLine(rows[row] ?? []), ...listBelow(source)])]
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

function toBatchCell({ state, announced = 0, reckoned = 0, missing = 0, dueAt }: BatchDescription): string {
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
      return reckoned === 0 ? 'not checked' : `${reckoned.toLocaleString('en')}, not checked`
    case 'holiday':
      return 'holiday'
  }
}

function listBelow(source: SourceDescription): string[] {
  return [...source.catchUps.map(toCatchUpLine), ...listTroubles(source)]
}

const CATCH_UP_NAMES: Record<CatchUp['purpose'], string> = { start: 'First papers', backfill: 'Backfill' }

function toCatchUpLine({ purpose, planned, ended, taken, leftMinutes }: CatchUp): string {
  const done = `${ended.toLocaleString('en')} of ${toCount(planned, 'step')} done, ${toCount(taken, 'record')} read`
  const left = leftMinutes === undefined ? '' : `, about ${toDuration(leftMinutes * MINUTE_MS)} left`
  return `  ${CATCH_UP_NAMES[purpose]}: ${done}${left}.`
}

/** What is wrong with a source, a line each, and until when it is left alone. */
export function listTroubles({ troubles, stoppedUntil }: SourceDescription): string[] {
  const lines = troubles.map(({ message }) => `  ${message}`)
  if (stoppedUntil !== undefined) lines.push(`  It is left alone until ${toMinute(stoppedUntil)}.`)
  return lines
}
