import type { Subscription } from '../../domain/subscription.ts'
import type { UnixMs } from '../../domain/time.ts'
import type { PastDigest } from '../../store/past-digests.ts'
import { planSubscription } from '../digests/plan-period.ts'

/** More than lie between any two editions. */
const MOST_SKIPPED = 14

/**
 * When the next digest comes that can bring a paper. After one that was sent out of turn that is not the next time of the
 * rhythm where no edition opens before it. `undefined` unless the subscription is active.
 *
 * @param last the last digest, whatever became of it
 */
export function toNextDigestAt(
  { state, rhythm, nextAt }: Pick<Subscription, 'state' | 'rhythm' | 'nextAt'>,
  last: Pick<PastDigest, 'to' | 'delivery'> | undefined,
): UnixMs | undefined {
  if (state !== 'active' || nextAt === undefined || !last || isLost(last))
    return state === 'active' ? nextAt : undefined
  let at = nextAt
  for (let skipped = 0; skipped < MOST_SKIPPED; skipped++) {
    const plan = planSubscription({ rhythm, nextAt: at, past: { lastTo: last.to } }, at)
    if (plan.digest) return at
    at = plan.nextAt
  }
  return at
}

/** Its papers come with the next one. */
function isLost({ delivery }: Pick<PastDigest, 'delivery'>): boolean {
  return delivery?.state === 'failed' || delivery?.state === 'dropped'
}
