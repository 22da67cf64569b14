import type { SourceName } from '../../domain/paper.ts'
import type { UnixMs } from '../../domain/time.ts'
import type { BatchDescription } from '../../services/sync/describe-batch.ts'
import type { CatchUp } from '../../services/sync/describe-catch-ups.ts'
import type { SourceDescription, TaskProgress } from '../../services/sync/describe-sources.ts'
import { Instant } from '../views/instant.tsx'
import { toCounted, toDate, toNumber } from '../views/wording.ts'
import { CATCH_UP_NAMES, toStepsText } from './catch-up-text.ts'
import { type PublicProblem, toPublicProblem } from './public-problem.ts'
import { PROBLEMS_PATH } from './problems-feed.ts'
import { SOURCE_NAMES } from './source-names.ts'

type Props = {
  sources: readonly SourceDescription[]
  switchedOff: readonly SourceName[]
  now: UnixMs
}

/** Where papers come from: how each source stands, and below it what is wrong. */
export function SourceTable({ sources, switchedOff, now }: Props) {
  return (
    <>
      {sources.length === 0 ? (
        <p class="none">No source is asked by itself. Papers come from files.</p>
      ) : (
        <table class="standing">
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Last success</th>
              <th scope="col">Newest batch</th>
              <th scope="col">Asked next</th>
            </tr>
          </thead>
          {sources.map((source) => (
            <Rows source={source} now={now} />
          ))}
        </table>
      )}
      {switchedOff.length > 0 && (
        <p class="note">Switched off: {switchedOff.map((name) => SOURCE_NAMES[name]).join(', ')}.</p>
      )}
      {sources.length > 0 && (
        <p class="note">
          A batch is what a source announces for a day; it is whole when every paper of it is here. Problems can be
          followed as <a href={PROBLEMS_PATH}>a feed</a>; programs find the same under{' '}
          <a href="/api/v1/sources">/api/v1/sources</a>.
        </p>
      )}
    </>
  )
}

function Rows({ source, now }: { source: SourceDescription; now: UnixMs }) {
  const { name, title, succeededAt, nextAt, newestBatch, troubles, stoppedUntil, catchUps } = source
  const underWay = source.tasks.filter(({ isUnderWay }) => isUnderWay)
  const problems = troubles.map(toPublicProblem)
  return (
    <tbody>
      <tr>
        <th scope="row" id={`source-${name}`}>
          {title}
        </th>
        <td>{succeededAt === undefined ? 'never read' : <Instant at={succeededAt} />}</td>
        <td>{newestBatch ? <Batch {...newestBatch} /> : 'none'}</td>
        <td>
          <Next at={nextAt} now={now} />
        </td>
      </tr>
      {catchUps.length + underWay.length > 0 && (
        <tr>
          <td colspan={4}>
            {catchUps.map((catchUp) => (
              <Behind id={`${catchUp.purpose}-${name}`} {...catchUp} />
            ))}
            {underWay.map((task) => (
              <UnderWay {...task} />
            ))}
          </td>
        </tr>
      )}
      {problems.length > 0 && (
        <tr>
          <td colspan={4}>
            <ul>
              {problems.map((problem) => (
                <Problem {...problem} />
              ))}
            </ul>
            {stoppedUntil !== undefined && (
              <p>
                It is left alone until <Instant at={stoppedUntil} />.
              </p>
            )}
          </td>
        </tr>
      )}
    </tbody>
  )
}

function Behind({ id, purpose, ...steps }: CatchUp & { id: string }) {
  return (
    <>
      <p id={id}>
        {CATCH_UP_NAMES[purpose]}: {toStepsText(steps)}.
      </p>
      <progress aria-labelledby={id} max={steps.planned} value={steps.ended} />
    </>
  )
}

/** A task of which some answers are here. Its key is not told: that of a feed is the feed's address. */
function UnderWay({ taken, faults, total }: TaskProgress) {
  const read = total === undefined ? toCounted(taken, 'record') : `${toNumber(taken)} of ${toCounted(total, 'record')}`
  return (
    <p>
      Being read now: {read}
      {faults > 0 && `, ${toNumber(faults)} left out`}.
    </p>
  )
}

function Batch({ day, state, announced = 0, reckoned = 0, missing = 0, dueAt }: BatchDescription) {
  const date = <time datetime={day}>{toDate(day)}</time>
  if (state === 'complete')
    return (
      <>
        {date}: {announced === 0 ? 'no papers' : `all of ${toCounted(announced, 'paper')}`}
      </>
    )
  if (state === 'incomplete')
    return (
      <>
        {date}: {`${toNumber(announced - missing)} of ${toCounted(announced, 'paper')}`}
      </>
    )
  if (state === 'unchecked')
    return (
      <>
        {date}: {reckoned === 0 ? 'no papers' : toCounted(reckoned, 'paper')}, not checked: what was announced was not
        read in time
      </>
    )
  if (state === 'holiday') return <>{date}: a holiday</>
  return (
    <>
      {date}: {state === 'late' ? 'late' : 'awaited'}
      {dueAt !== undefined && (
        <>
          , due <Instant at={dueAt} />
        </>
      )}
    </>
  )
}

function Next({ at, now }: { at: UnixMs | undefined; now: UnixMs }) {
  if (at === undefined) return <>not planned</>
  return at <= now ? <>now</> : <Instant at={at} />
}

function Problem({ title, message, firstAt, times }: PublicProblem) {
  return (
    <li>
      <strong>{title}.</strong> {message} Since <Instant at={firstAt} />
      {times > 1 && `, ${toNumber(times)} times`}.
    </li>
  )
}
