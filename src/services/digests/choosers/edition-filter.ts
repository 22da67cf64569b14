import { addDays, type Day } from '../../../domain/time.ts'

/** The papers of a stretch of days, both included, in the query language of the search. */
export function toEditionFilter({ from, to }: { from: Day; to: Day }): string {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return `edition:${days.join(',')}`
}
