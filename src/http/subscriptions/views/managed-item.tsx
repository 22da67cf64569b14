import type { ManagedSubscription } from '../../../services/subscriptions/managing.ts'
import type { Subscription } from '../../../domain/subscription.ts'
import { FEED_FORMS, FEED_TYPES } from '../../feeds/feed.ts'
import { toPrivateFeedPath } from '../../feeds/private-feeds.ts'
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
  path: string
  managed: ManagedSubscription
  /** What the address of its feed holds. */
  feedKey: string
}

/** A subscription that is not over: how it stands, and all that can be done about it. */
export function ManagedItem({ path, managed: { subscription, last }, feedKey }: Props) {
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
                <a href={`${path}/digests/${last.id}`}>{toLongDate(last.to)}</a>, {toDeliveryText(last)}
              </dd>
            </>
          )}
          <dt>As a feed</dt>
          <dd>
            <FeedLinks {...{ feedKey, heading }} />
          </dd>
        </dl>
        <Acts {...{ path, subscription, heading }} />
        {state !== 'pending' && <ChangeForm {...{ path, subscription }} />}
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

type OwnProps = { path: string; subscription: Subscription }

function Acts({ path, subscription: { id, state }, heading }: OwnProps & { heading: string }) {
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
    <form class="actions" method="post" action={`${path}/subscriptions/${id}`}>
      {acts.map(([act, name]) => (
        <button {...{ name: 'act', value: act }} aria-describedby={heading}>
          {name}
        </button>
      ))}
      {state !== 'pending' && (
        <a href={`${path}/preview/${id}`} aria-describedby={heading}>
          Preview the next one
        </a>
      )}
    </form>
  )
}

function ChangeForm({ path, subscription }: OwnProps) {
  const { id, wish, names, rhythm, size, sendsEmpty } = subscription
  const { span, weekdays, hour, zone } = rhythm
  const prefix = `${id}-`
  return (
    <details>
      <summary>
        Change when and how much<span class="hide"> of {toWishTitle(wish, names)}</span>
      </summary>
      <form class="fields" method="post" action={`${path}/subscriptions/${id}`}>
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
