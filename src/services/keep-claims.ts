import type { Pause } from '../domain/ports.ts'
import { MINUTE_MS } from '../domain/time.ts'

/** Whoever is not heard of for so long has died, and others may take what it had; one that lives says so four times as often. */
export const CLAIM_MS = 2 * MINUTE_MS
const CLAIM_AGAIN_MS = CLAIM_MS / 4

/**
 * Claims again and again what is at work already, until it is ended or `claim` tells that another has it.
 *
 * @throws what `claim` throws
 */
export async function keepClaims(claim: () => Promise<boolean>, wait: Pause, ended: AbortSignal): Promise<void> {
  do {
    await wait(CLAIM_AGAIN_MS, ended).catch(() => undefined)
  } while (!ended.aborted && (await claim()))
}
