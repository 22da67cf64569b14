import type { Pause, SendConfirmation, SendLink } from '../../domain/ports.ts'
import { type Clock, MINUTE_MS, type UnixMs } from '../../domain/time.ts'
import { pause as realPause } from '../../platform/pause.ts'
import { claimConfirmation, type Confirmation, findNextConfirmation } from '../../store/confirmations.ts'
import type { Db } from '../../store/db.ts'
import { createTokens } from './confirmation-token.ts'
import { mailQuestion, type MailQuestionDeps } from './mail-question.ts'
import { createSignedLinks } from './signed-links.ts'

/** What sending takes. */
export type ConfirmationSenderDeps = {
  db: Db
  clock: Clock
  /** Of the installation, and its public address: as `createSubscribing` has them. */
  secret: string
  baseUrl: string
  sendConfirmation: SendConfirmation
  sendLink: SendLink
  /** Between two looks for new questions while some are under way. The machine's own where absent. */
  pause?: Pause
}

/** What one round of sending came to. */
export type ConfirmationRound = {
  sent: number
  /** To be tried again. */
  postponed: number
  /** Refused for good, too late, or for nothing any more. */
  givenUp: number
  /** When the next one is to be sent; absent where none waits. */
  nextAt?: UnixMs
}

/** Longer than any server takes for a mail. Who dies with one leaves it to be sent again after that. */
const CLAIM_MS = 10 * MINUTE_MS
/** So many go out at once: one that a server does not answer holds up no others. */
const AT_ONCE = 4
/** Somebody who subscribes waits for the mail. */
const LOOK_MS = 1000
/** So long a server is left alone that takes none. */
const REST_MS = 60_000

/**
 * Sends the mails with questions and private links that are due, a few at once, those that nobody has tried to send before
 * those that were put off, until none is left or the server takes none from anybody.
 *
 * At least once: of one whose sender died, or of which nobody knows whether it arrived, a second one goes out, with the
 * same link. What is not taken is tried again after growing pauses, until it expires. Several may send at once: each mail
 * is claimed by one.
 *
 * @throws the signal's reason where it is aborted (what was under way is sent later); what broke while writing a mail,
 *   once the others are sent (it is tried again like one that was not taken)
 */
export type SendConfirmations = (signal: AbortSignal) => Promise<ConfirmationRound>

/** A round under way. */
type Course = {
  counts: Record<'sent' | 'postponed' | 'givenUp', number>
  faults: unknown[]
  isDown: boolean
  /** Of lanes that send one after the other. */
  busy: number
  /** Aborted once nothing more is to be looked for. */
  ending: AbortController
  /** One after the other, so that lanes do not snatch them from each other. */
  claim: () => Promise<Confirmation | undefined>
  /** Waits until it is time for another look. */
  idle: () => Promise<void>
}

/** Makes the use case. */
export function createConfirmationSender(deps: ConfirmationSenderDeps): SendConfirmations {
  const tools = { ...deps, toToken: createTokens(deps.secret), links: createSignedLinks(deps.secret, deps.baseUrl) }
  return async (signal) => {
    const course = openCourse(deps, signal)
    const lanes = Array.from({ length: AT_ONCE }, () => runLane(tools, course, signal))
    for (const lane of await Promise.allSettled(lanes)) if (lane.status === 'rejected') throw lane.reason
    if (course.faults.length > 0) throw course.faults[0]
    const nextAt = await findNextConfirmation(deps.db)
    const earliest = course.isDown ? deps.clock() + REST_MS : -Infinity
    return { ...course.counts, ...(nextAt !== undefined && { nextAt: Math.max(nextAt, earliest) }) }
  }
}

function openCourse({ db, clock, pause = realPause }: ConfirmationSenderDeps, signal: AbortSignal): Course {
  const ending = new AbortController()
  const any = AbortSignal.any([signal, ending.signal])
  let claimed: Promise<Confirmation | undefined> = Promise.resolve(undefined)
  return {
    ...{ counts: { sent: 0, postponed: 0, givenUp: 0 }, faults: [], isDown: false, busy: 0, ending },
    claim() {
      claimed = claimed.then(() => {
        signal.throwIfAborted()
        return claimConfirmation(db, { now: clock(), until: clock() + CLAIM_MS })
      })
      return claimed
    },
    idle: () => pause(LOOK_MS, any).catch(() => undefined),
  }
}

/** Sends what is due, and looks again as long as another lane sends: what comes in meanwhile does not wait for that. */
async function runLane(tools: MailQuestionDeps, course: Course, signal: AbortSignal): Promise<void> {
  try {
    while (!course.ending.signal.aborted) {
      const asked = await course.claim()
      if (asked) await sendDue(tools, course, asked, signal)
      if (course.isDown || course.busy === 0) course.ending.abort()
      else await course.idle()
    }
  } catch (error) {
    course.ending.abort() // the others would meet the same database
    throw error
  }
}

async function sendDue(
  tools: MailQuestionDeps,
  course: Course,
  first: Confirmation,
  signal: AbortSignal,
): Promise<void> {
  course.busy++
  try {
    for (let asked: Confirmation | undefined = first; asked; asked = course.isDown ? undefined : await course.claim()) {
      const outcome = await mailQuestion(tools, asked, signal, (fault) => course.faults.push(fault))
      course.isDown ||= outcome === 'down'
      course.counts[outcome === 'down' ? 'postponed' : outcome]++
    }
  } finally {
    course.busy--
  }
}
