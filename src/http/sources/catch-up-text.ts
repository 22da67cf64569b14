import type { CatchUp } from '../../services/sync/describe-catch-ups.ts'
import { toCounted, toNumber } from '../views/wording.ts'

/** What the two ways of catching up are called, at the beginning of a line. */
export const CATCH_UP_NAMES: Record<CatchUp['purpose'], string> = { start: 'First papers', backfill: 'Backfill' }

/** How far somebody is: "12 of 30 steps done, 8,412 records read, about 20 minutes left". */
export function toStepsText({ planned, ended, taken, leftMinutes }: Omit<CatchUp, 'purpose'>): string {
  const done = `${toNumber(ended)} of ${toCounted(planned, 'step')} done`
  const read = taken === 0 ? [] : [`${toCounted(taken, 'record')} read`]
  const left = leftMinutes === undefined ? [] : [`about ${toDuration(leftMinutes)} left`]
  return [done, ...read, ...left].join(', ')
}

const HOUR_MINUTES = 60
const DAY_MINUTES = 24 * HOUR_MINUTES

/** "1 minute", "20 minutes", "3 hours", "2 days": in its largest unit. */
function toDuration(minutes: number): string {
  if (minutes < HOUR_MINUTES) return toCounted(minutes, 'minute')
  if (minutes < DAY_MINUTES) return toCounted(Math.round(minutes / HOUR_MINUTES), 'hour')
  return toCounted(Math.round(minutes / DAY_MINUTES), 'day')
}
