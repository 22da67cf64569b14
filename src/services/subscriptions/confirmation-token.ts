import { CONFIRMATION_HOURS } from '../../domain/order-limits.ts'
import type { SubscriptionId } from '../../domain/subscription.ts'
import { HOUR_MS, type UnixMs } from '../../domain/time.ts'
import { createSigner, toTokenHash } from '../../platform/signing.ts'

/** How long a mailed question may be answered. */
export const CONFIRMATION_MS = CONFIRMATION_HOURS * HOUR_MS

/**
 * Makes the tokens of mailed questions: 18 bytes that nobody can foresee without the installation's secret. They are
 * derived from the question, so a mail that waits to be sent needs no token kept; the store has its hash alone.
 */
export type ToToken = (asked: { subscriptionId: SubscriptionId; askedAt: UnixMs }) => { token: string; hash: string }

/** Makes them by the secret of an installation. */
export function createTokens(secret: string): ToToken {
  const signer = createSigner(secret, 'confirmation')
  return ({ subscriptionId, askedAt }) => {
    const token = signer.sign(subscriptionId, askedAt)
    return { token, hash: toTokenHash(token) }
  }
}
