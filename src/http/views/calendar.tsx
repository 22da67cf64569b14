import { html } from 'hono/html'
import { toDayPath, toPeriodPath } from '../../domain/addresses.ts'
import type { Period } from '../../domain/period.ts'
import { type Day, FROM_MONDAY, toWeekday, WEEKDAY_NAMES } from '../../domain/time.ts'
import type { DayCount } from '../../services/list-edition.ts'
import { toCounted, toMonthName, toPeriodName } from './wording.ts'

/** A month, how many papers each of its days holds (days without are absent), and the months around that hold any. */
export type CalendarMonth = {
  month: Period
  counts: readonly DayCount[]
  previous?: Period | undefined
  next?: Period | undefined
}

type Props = CalendarMonth & {
  /** The day that the page is about, where it is about one. */
  current?: Day | undefined
}

const LEVELS = 8 // heights of a bar that the style sheet knows

/**
 * A month as a table of days, each with a bar as tall as its edition; days with papers are links.
 *
 * A template, as the items of a list: in JSX its hundred and fifty elements take as long as twenty papers.
 */
export function Calendar({ month, counts, previous, next, current }: Props) {
  const papers = new Map(counts.map(({ day, featured, listed }) => [day, featured + listed]))
  const most = Math.max(1, ...papers.values())
  const total = [...papers.values()].reduce((sum, count) => sum + count, 0)
  const name = toPeriodName(month)
  const turn = [
    previous && html`<a href="${toPeriodPath(previous)}">← ${toMonthName(previous, month)}</a>`,
    html`<a href="${toPeriodPath(month)}">All of ${toMonthName(month, month)}</a>`,
    next && html`<a href="${toPeriodPath(next)}">${toMonthName(next, month)} →</a>`,
  ]
  return html`<section aria-labelledby="calendar">
    <div class="head">
      <h2 id="calendar">${name}</h2>
      <span>${toCounted(total, 'paper')}</span>
    </div>
    <table class="calendar">
      <caption class="hide">
        Papers on each day of ${name}
      </caption>
      ${HEADS}
      <tbody>
        ${toWeeks(month).map(
          (week) =>
            html`<tr>
              ${week.map((day) => toCell(day, papers, most, current))}
            </tr>`,
        )}
      </tbody>
    </table>
    <nav class="turn" aria-label="Months">${turn}</nav>
  </section>`
}

const HEADS = html`<thead>
  <tr>
    ${FROM_MONDAY.map((day) => WEEKDAY_NAMES[day]).map(
      (name) => html`<th scope="col"><abbr title="${name}">${name[0]}</abbr></th>`,
    )}
  </tr>
</thead>`

function toCell(day: Day | undefined, papers: ReadonlyMap<Day, number>, most: number, current: Day | undefined) {
  if (day === undefined) return EMPTY_CELL
  const number = Number(day.slice(8))
  const isCurrent = day === current && html` aria-current="date"`
  const count = papers.get(day)
  if (count === undefined) return html`<td><span${isCurrent}>${number}</span></td>`
  const counted = toCounted(count, 'paper')
  const level = Math.max(1, Math.round((LEVELS * count) / most))
  const path = toDayPath(day)
  return html`<td>
    <a href="${path}" data-l="${level}" title="${counted}" ${isCurrent}>${number}<i class="hide">, ${counted}</i></a>
  </td>`
}

const EMPTY_CELL = html`<td></td>`

/** The days of a month in rows from Monday to Sunday; places before its first and after its last day are empty. */
function toWeeks({ from, to }: Period): (Day | undefined)[][] {
  const length = Number(to.slice(8))
  const before = (toWeekday(from) + 6) % 7 // empty places before the first
  return Array.from({ length: Math.ceil((before + length) / 7) }, (_, week) =>
    FROM_MONDAY.map((_, place) => {
      const number = 7 * week + place - before + 1
      return number < 1 || number > length
        ? undefined
        : (`${from.slice(0, 8)}${String(number).padStart(2, '0')}` as Day)
    }),
  )
}
