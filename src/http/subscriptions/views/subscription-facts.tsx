import { toWishTitle } from '../../../domain/wish-title.ts'
import { describeRhythm } from '../../../domain/rhythm.ts'
import type { Subscription } from '../../../domain/subscription.ts'
import { toCounted } from '../../views/wording.ts'
import { toSentence } from '../../../platform/sentence.ts'

/** What a subscription brings, and when: before it begins, and before it ends. */
export function SubscriptionFacts({ subscription }: { subscription: Subscription }) {
  const { wish, rhythm, size } = subscription
  return (
    <dl class="facts">
      <dt>What</dt>
      <dd>
        <bdi>{toWishTitle(wish)}</bdi>
      </dd>
      <dt>When</dt>
      <dd>{toSentence(describeRhythm(rhythm))}</dd>
      <dt>How much</dt>
      <dd>{`${toCounted(size, 'paper')} at most, none of them twice.`}</dd>
    </dl>
  )
}
