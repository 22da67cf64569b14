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
  /** Whether its digests go out: none do by mail where none is sent. */
  isSent: boolean
  /** What the address of its feed holds. */
  feedKey: string
}

/** A subscription that is not over: how it stands, and all that can be done about it. */
export function ManagedItem({ secret, managed, feedKey, isSent }: Props) {
  const { subscription, last } = managed
  const { id, wish, names, rhythm, size } = subscription
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
            <Next {...{ managed, isSent }} />
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
        <Acts {...{ secret, subscription, heading, isSent }} />
        {subscription.state !== 'pending' && <ChangeForm {...{ secret, subscription }} />}
      </div>
    </section>
  )
}

function Next({ managed: { subscription, nextAt }, isSent }: Pick<Props, 'managed' | 'isSent'>) {
  const { state, rhythm } = subscription
  if (state === 'paused') return 'Paused'
  if (!isSent) return 'None while this server sends no mail'
  if (nextAt !== undefined) return <ZonedInstant at={nextAt} zone={rhythm.zone} />
  return 'Once it is confirmed: the mail to do so is in your inbox'
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

type ActsProps = OwnProps & { heading: string; isSent: boolean }

function Acts({ secret, subscription: { id, state }, heading, isSent }: ActsProps) {
  const acts = [
    ...(state === 'active' && isSent ? [['send', 'Send now']] : []),
    ...(state === 'active' ? [['pause', 'Pause']] : []),
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
