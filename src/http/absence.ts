import { isAnnouncementEvening } from '../domain/arxiv-calendar.ts'
import type { Period } from '../domain/period.ts'
import { addDays, type Day, toWeekday } from '../domain/time.ts'
import { toLongDate } from './views/wording.ts'

const WHEN = { day: 'on this day', week: 'in this week', month: 'in this month' }

/** Why an edition holds no papers, in a heading and a few sentences. */
export function explainAbsence(period: Period, openDay: Day): { title: string; reason: string } {
  if (period.from > openDay) return { title: 'Not out yet', reason: toOpening(period) }
  return { title: `Nothing ${WHEN[period.kind]}`, reason: toReason(period) }
}

function toReason({ kind, from }: Period): string {
  if (kind !== 'day') return `No paper of this ${kind} has been imported.`
  return findClosure(from) ?? 'No paper of this day has been imported.'
}

function toOpening({ kind, from }: Period): string {
  if (kind !== 'day')
    return `This ${kind} has not begun. Its first edition opens the evening before, at 21:30 in New York.`
  const opening = 'An edition opens the evening before its day, at 21:30 in New York.'
  const closure = findClosure(from)
  return closure === undefined ? `The edition of ${toLongDate(from)} is not out yet. ${opening}` : closure
}

/** Why arXiv announces nothing for a day, with the next day that will have papers; `undefined` where it does. */
function findClosure(day: Day): string | undefined {
  if (isAnnouncementEvening(addDays(day, -1))) return undefined
  const weekday = toWeekday(day)
  let next = addDays(day, 1)
  while (!isAnnouncementEvening(addDays(next, -1))) next = addDays(next, 1)
  const why =
    weekday === 0 || weekday === 6
      ? 'arXiv announces no papers on Friday and Saturday evenings, so there is no edition at weekends.'
      : 'arXiv keeps a holiday and announces no papers for this day.'
  return `${why} The next edition is that of ${toLongDate(next)}.`
}
