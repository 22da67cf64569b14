import type { FirstStart, FirstSteps } from '../../services/sync/describe-start.ts'
import { type Phrase, Phrases } from '../views/phrases.tsx'
import { toStepsText } from './catch-up-text.ts'
import { toPublicProblem } from './public-problem.ts'

const WHAT_IS_SEEN = 'Until they are here you see a sample, which is made up.'

type Props = {
  start: FirstStart
  /** The page without parameters. */
  path: string
  /** Whether it loads itself again: whoever is disturbed by that can end it, and who wants it can begin it. */
  reloads: boolean
}

/** How far the first papers are, source by source, and plainly what keeps them. */
export function StartNotice({ start, path, reloads }: Props) {
  const { sources, isOffline } = start
  return (
    <div class="notice" role="status">
      <p>
        <strong>{isOffline ? 'There is no network.' : 'The first papers are being fetched.'}</strong>{' '}
        <Phrases of={isOffline ? toNextTry(sources) : []} />
        {`${WHAT_IS_SEEN} ${reloads ? 'This page reloads itself every ten seconds.' : 'This page does not reload itself.'} `}
        <a href={`${path}?reload=${reloads ? 'off' : 'on'}`}>
          {reloads ? 'Stop reloading' : 'Reload every ten seconds'}
        </a>
      </p>
      <ol class="steps">
        {sources.map((source) => (
          <Steps {...source} />
        ))}
      </ol>
    </div>
  )
}

/** Once the first papers are here: what is still to come, in a line that does not keep anybody from reading. */
export function StillComing({ sources }: Pick<FirstStart, 'sources'>) {
  const told = sources.map(({ title, troubles, planned, ended, leftMinutes }) => {
    const isHeldUp = troubles.length > 0
    const steps = toStepsText({
      planned,
      ended,
      taken: 0,
      ...(!isHeldUp && leftMinutes !== undefined && { leftMinutes }),
    })
    return `${title}: ${steps}${isHeldUp ? ', held up at present' : ''}`
  })
  return (
    <p class="notice">
      {`More of the first papers are coming. ${told.join('; ')}. `}
      <a href="/about#sources">How each source stands</a>
    </p>
  )
}

function Steps({ title, troubles: [trouble], ...source }: FirstSteps) {
  const { name, planned, ended } = source
  const id = `first-${name}`
  return (
    <li>
      <span id={id}>{title}</span>
      <span>{planned === 0 ? 'to be asked in a moment' : toStepsText(source)}</span>
      {planned > 0 && <progress aria-labelledby={id} max={planned} value={ended} />}
      {trouble && <p>{toPublicProblem(trouble).message}</p>}
    </li>
  )
}

function toNextTry(sources: readonly FirstSteps[]): Phrase[] {
  const instants = sources.flatMap(({ nextAt }) => nextAt ?? [])
  const says = 'None of the sources can be reached. '
  if (instants.length < sources.length) return [`${says}They are asked again and again. `]
  return [`${says}The next try is on `, { at: Math.min(...instants) }, '. ']
}
