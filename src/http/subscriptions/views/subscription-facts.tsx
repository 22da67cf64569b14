import { toWishTitle } from '../../../domain/wish-title.ts'
import { describeTimes } from '../../../domain/rhythm.ts'
import type { Subscription } from '../../../domain/subscription.ts'
import { toCounted } from '../../views/wording.ts'
import { toSentence } from '../../../platform/sentence.ts'

/** What a subscription brings, and when, but for the zone: before it begins. */
export function SubscriptionFacts({ subscription }: { subscription: Subscription }) {
  const { wish, names, rhythm, size } = subscription
  return (
    <dl class="facts">
      <dt>What</dt>
      <dd>
        <bdi>{toWishTitle(wish, names)}</bdi>
      </dd>
      <dt>When</dt>
      <dd>{toSentence(describeTimes(rhythm))}</dd>
      <dt>How much</dt>
      <dd>{`${toCounted(size, 'paper')} at most, none of them twice.`}</dd>
    </dl>
  )
}
