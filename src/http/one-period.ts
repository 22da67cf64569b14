import { AppError } from '../domain/error.ts'
import type { Period } from '../domain/period.ts'

/**
 * The one period that a query asks for by `date`, `week` or `month`; `undefined` where it asks for none.
 *
 * @throws AppError `invalid` where it asks for several
 */
export function toOnePeriod(asked: Partial<Record<'date' | 'week' | 'month', Period | undefined>>): Period | undefined {
  const [period, ...more] = [asked.date, asked.week, asked.month].filter((one) => one !== undefined)
  if (more.length > 0) throw new AppError('invalid', 'date, week and month exclude one another')
  return period
}
