import { isAnnouncementEvening, toAnnouncedAt } from '../domain/arxiv-calendar.ts'
import type { Period } from '../domain/period.ts'
import { addDays, type Day, toWeekday } from '../domain/time.ts'
import { type Phrase, toPhraseText } from './views/phrases.tsx'
import { toLongDate } from './views/wording.ts'

const WHEN = { day: 'on this day', week: 'in this week', month: 'in this month' }

/** Why an edition holds no papers, in a heading and a few sentences. */
export function explainAbsence(period: Period, openDay: Day): { title: string; reason: string } {
  if (period.from > openDay) return { title: 'Not out yet', reason: toOpening(period) }
  return { title: `Nothing ${WHEN[period.kind]}`, reason: toReason(period, openDay) }
}

function toReason({ kind, from }: Period, openDay: Day): string {
  if (kind !== 'day') return `No paper of this ${kind} has been imported.`
  return findClosure(from, openDay) ?? 'No paper of this day has been imported.'
}

function toOpening({ kind, from }: Period): string {
  if (kind !== 'day')
    return `This ${kind} has not begun. Its first edition opens the evening before, at 21:30 in New York.`
  const opening = 'An edition opens the evening before its day, at 21:30 in New York.'
  const closure = findClosure(from, from)
  return closure === undefined ? `The edition of ${toLongDate(from)} is not out yet. ${opening}` : closure
}

/** Why arXiv announces nothing for a day, with the next day that has papers; `undefined` where it does. */
function findClosure(day: Day, openDay: Day): string | undefined {
  if (isAnnouncementEvening(addDays(day, -1))) return undefined
  let next = addDays(day, 1)
  while (!isAnnouncementEvening(addDays(next, -1))) next = addDays(next, 1)
  const why =
    toWeekday(day) === 0 || toWeekday(day) === 6
      ? 'arXiv announces no papers on Friday and Saturday evenings, so there is no edition at weekends.'
      : 'arXiv keeps a holiday and announces no papers for this day.'
  const when = next > openDay ? ` ${toPhraseText(toComing(next))}` : ''
  return `${why} The next edition is that of ${toLongDate(next)}.${when}`
}

/** When arXiv announces the papers of a day that is not yet, in its own zone and in UTC. */
export function toComing(day: Day): Phrase[] {
  const [weekday] = toLongDate(addDays(day, -1)).split(' ')
  return [`arXiv announces its papers on ${weekday} at 20:00 in New York (`, { at: toAnnouncedAt(day) }, ').']
}
