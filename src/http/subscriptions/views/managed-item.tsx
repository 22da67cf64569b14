import type { ManagedSubscription } from '../../../services/subscriptions/managing.ts'
import type { Subscription } from '../../../domain/subscription.ts'
import { describeRhythm } from '../../../domain/rhythm.ts'
import { toCounted, toLongDate } from '../../views/wording.ts'
import { RhythmFields } from './rhythm-fields.tsx'
import { SpanSelect } from './subscribe-view.tsx'
import { toDeliveryText } from './delivery-text.ts'
import { toSentence } from '../wording.ts'
import { ZonedInstant } from './zoned-instant.tsx'

type Props = {
  /** Of the inbox. */
  path: string
  managed: ManagedSubscription
}

/** A subscription that is not over: how it stands, and all that can be done about it. */
export function ManagedItem({ path, managed: { subscription, title, last } }: Props) {
  const { id, rhythm, size, state, nextAt } = subscription
  const heading = `s-${id}`
  return (
    <section class="interest" aria-labelledby={heading}>
      <div class="about">
        <h2 id={heading}>{title}</h2>
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
        </dl>
        <Acts {...{ path, subscription, heading }} />
        {state !== 'pending' && <ChangeForm {...{ path, subscription, title }} />}
      </div>
    </section>
  )
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
      <a href={`${path}/feeds/${id}.atom`} aria-describedby={heading}>
        As a feed
      </a>
    </form>
  )
}

function ChangeForm({ path, subscription, title }: OwnProps & { title: string }) {
  const { id, rhythm, size, sendsEmpty } = subscription
  const { span, weekdays, hour, zone } = rhythm
  const prefix = `${id}-`
  return (
    <details>
      <summary>
        Change when and how much<span class="hide"> of {title}</span>
      </summary>
      <form class="fields" method="post" action={`${path}/subscriptions/${id}`}>
        <p>
          <label for={`${prefix}span`}>How often</label>
          <SpanSelect id={`${prefix}span`} span={span} />
        </p>
        {RhythmFields({ standing: { weekdays, hour, zone, size, sendsEmpty }, prefix })}
        <button class="main" name="act" value="change">
          Change
        </button>
      </form>
    </details>
  )
}
