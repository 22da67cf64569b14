import type { ManagedSubscription } from '../../../services/subscriptions/managing.ts'
import {
  toOwnSubscriptionPath,
  toPastDigestPath,
  toPreviewPath,
  toPrivateFeedPath,
} from '../../../domain/private-addresses.ts'
import type { Subscription } from '../../../domain/subscription.ts'
import { FEED_FORMS, FEED_TYPES } from '../../feeds/feed.ts'
import { describeRhythm } from '../../../domain/rhythm.ts'
import { toWishTitle } from '../../../domain/wish-title.ts'
import { toCounted, toLongDate } from '../../views/wording.ts'
import { RhythmFields } from './rhythm-fields.tsx'
import { SpanSelect } from './subscribe-view.tsx'
import { toDeliveryText } from './delivery-text.ts'
import { toSentence } from '../../../platform/sentence.ts'
import { ZonedInstant } from './zoned-instant.tsx'

type Props = {
  /** Of the inbox. */
  secret: string
  managed: ManagedSubscription
  /** What the address of its feed holds. */
  feedKey: string
}

/** A subscription that is not over: how it stands, and all that can be done about it. */
export function ManagedItem({ secret, managed: { subscription, last }, feedKey }: Props) {
  const { id, wish, names, rhythm, size, state, nextAt } = subscription
  const heading = `s-${id}`
  return (
    <section class="interest" aria-labelledby={heading}>
      <div class="about">
        <h2 id={heading}>{toWishTitle(wish, names)}</h2>
        <p>{toSentence(describeRhythm(rhythm))}</p>
        <p>{toCounted(size, 'paper')} at most</p>
      </div>
      <div class="stack">
        <dl class="facts">
          <dt>Next</dt>
          <dd>
            {state === 'active' && nextAt !== undefined ? (
              <ZonedInstant at={nextAt} zone={rhythm.zone} />
            ) : state === 'paused' ? (
              'Paused'
            ) : (
              'Once it is confirmed: the mail to do so is in your inbox'
            )}
          </dd>
          {last && (
            <>
              <dt>Last</dt>
              <dd>
                <a href={toPastDigestPath(secret, last.id)}>{toLongDate(last.to)}</a>, {toDeliveryText(last)}
              </dd>
            </>
          )}
          <dt>As a feed</dt>
          <dd>
            <FeedLinks {...{ feedKey, heading }} />
          </dd>
        </dl>
        <Acts {...{ secret, subscription, heading }} />
        {state !== 'pending' && <ChangeForm {...{ secret, subscription }} />}
      </div>
    </section>
  )
}

function FeedLinks({ feedKey, heading }: { feedKey: string; heading: string }) {
  return FEED_FORMS.map((form, place) => (
    <>
      {place > 0 && ', '}
      <a href={toPrivateFeedPath(feedKey, form)} aria-describedby={heading}>
        {FEED_TYPES[form].name}
      </a>
    </>
  ))
}

type OwnProps = { secret: string; subscription: Subscription }

function Acts({ secret, subscription: { id, state }, heading }: OwnProps & { heading: string }) {
  const acts = [
    ...(state === 'active'
      ? [
          ['send', 'Send now'],
          ['pause', 'Pause'],
        ]
      : []),
    ...(state === 'paused' ? [['resume', 'Go on']] : []),
    ['end', 'End'],
  ]
  return (
    <form class="actions" method="post" action={toOwnSubscriptionPath(secret, id)}>
      {acts.map(([act, name]) => (
        <button {...{ name: 'act', value: act }} aria-describedby={heading}>
          {name}
        </button>
      ))}
      {state !== 'pending' && (
        <a href={toPreviewPath(secret, id)} aria-describedby={heading}>
          Preview the next one
        </a>
      )}
    </form>
  )
}

function ChangeForm({ secret, subscription }: OwnProps) {
  const { id, wish, names, rhythm, size, sendsEmpty } = subscription
  const { span, weekdays, hour, zone } = rhythm
  const prefix = `${id}-`
  return (
    <details>
      <summary>
        Change when and how much<span class="hide"> of {toWishTitle(wish, names)}</span>
      </summary>
      <form class="fields" method="post" action={toOwnSubscriptionPath(secret, id)}>
        <p>
          <label for={`${prefix}span`}>How often</label>
          <SpanSelect id={`${prefix}span`} span={span} />
        </p>
        {RhythmFields({ standing: { weekdays, hour, size, sendsEmpty }, prefix, zone })}
        <button class="main" name="act" value="change">
          Change
        </button>
      </form>
    </details>
  )
}
