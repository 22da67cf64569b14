import type { Pause } from '../domain/ports.ts'
import type { Answer } from './fault.ts'

/** How to go about a server that is busy. `pause` may be replaced in tests. */
export type Patience = {
  /** How often is asked, >= 1. */
  readonly attempts: number
  readonly pause: Pause
}

const FIRST_PAUSE_MS = 500
/** A server that asks for more is left alone: whoever asked tries again later. */
const LONGEST_PAUSE_MS = 60_000

/**
 * Asks until there is an answer or a fault that does not pass, with pauses that double (0.5 s, 1 s, …) or last as long as
 * the server asked for.
 */
export async function askAgain(ask: () => Promise<Answer>, patience: Patience, signal?: AbortSignal): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask()
    if (!('fault' in answer) || answer.fault.kind !== 'passing' || attempt >= patience.attempts) return answer
    const ms = Math.max(answer.fault.waitMs ?? 0, FIRST_PAUSE_MS * 2 ** (attempt - 1))
    if (ms > LONGEST_PAUSE_MS) return answer
    await patience.pause(ms, signal)
  }
}
