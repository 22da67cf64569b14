import type { CountSeries } from '../../domain/harvest.ts'
import { type Day, toUtcDay } from '../../domain/time.ts'
import { Instant } from './instant.tsx'
import { toCounted, toDate, toInstant, toNumber } from './wording.ts'

/** Two points are what the page says anyhow: how many votes there are, and since when. */
const LEAST_POINTS = 3

/** The series of votes to show; `undefined` where there are too few points to see how they came. */
export function findVoteCourse(counts: readonly CountSeries[]): CountSeries | undefined {
  const [longest] = counts
    .filter(({ name, points }) => name === 'votes' && points.length >= LEAST_POINTS)
    .sort((a, b) => b.points.length - a.points.length)
  return longest
}

/** How votes came: a line for those who see, the same in words, and day by day as a table. */
export function VoteCourse({ points }: Pick<CountSeries, 'points'>) {
  const [first, last] = [points[0]!, points.at(-1)!]
  return (
    <section aria-labelledby="course">
      <div class="head">
        <h2 id="course">How votes came</h2>
      </div>
      <Line points={points} />
      <p class="note">
        From {toNumber(first.count)} on <Instant at={first.at} /> to {toNumber(last.count)} on <Instant at={last.at} />.
      </p>
      <details>
        <summary>Day by day</summary>
        <table class="account">
          <caption class="hide">Votes at the end of each day</caption>
          <tbody>
            {listDays(points).map(({ day, count }) => (
              <tr>
                <th scope="row">
                  <time datetime={day}>{toDate(day)}</time>
                </th>
                <td>{toNumber(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

const WIDTH = 320
const HEIGHT = 80

/** Steps, since only changes are known: a number holds until the next. From 0 at the bottom to the most at the top. */
function Line({ points }: Pick<CountSeries, 'points'>) {
  const [first, last] = [points[0]!, points.at(-1)!]
  const most = Math.max(1, ...points.map(({ count }) => count))
  const toX = (at: number): number => toTenth((WIDTH * (at - first.at)) / Math.max(1, last.at - first.at))
  const toY = (count: number): number => toTenth(HEIGHT * (1 - count / most))
  const corners = points.flatMap(({ at, count }, place) => {
    const before = points[place - 1]
    return [...(before ? [`${toX(at)},${toY(before.count)}`] : []), `${toX(at)},${toY(count)}`]
  })
  const says = `${toCounted(first.count, 'vote')} on ${toInstant(first.at)}, ${toCounted(last.count, 'vote')} on ${toInstant(last.at)}`
  return (
    <svg class="course" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={says}>
      <polyline points={corners.join(' ')} />
    </svg>
  )
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10
}

/** The last count of each day on which it changed. */
function listDays(points: CountSeries['points']): { day: Day; count: number }[] {
  const byDay = new Map(points.map(({ at, count }) => [toUtcDay(at), count]))
  return [...byDay].map(([day, count]) => ({ day, count }))
}
