import { UNSAID_ZONE } from '../../../domain/rhythm.ts'
import type { Subscription } from '../../../domain/subscription.ts'
import { type RhythmChoice, RhythmFields, USUAL_CHOICE } from './rhythm-fields.tsx'
import { SpanSelect, toChoice } from './subscribe-view.tsx'
import { TRENDING } from './subscribe-box.tsx'
import { WishFields } from './wish-fields.tsx'
import { parseSentWish } from '../subscription-form.ts'

type Props = {
  /** Of the inbox. */
  path: string
  /** The subscription that was made last: a further one goes out as it does. */
  last: Subscription | undefined
  /** What was sent and refused. */
  sent: URLSearchParams | undefined
  isOpen: boolean
}

const PREFIX = 'add-'

/** The form of a further subscription, behind the private link: it begins without a mail. */
export function AddForm({ path, last, sent, isOpen }: Props) {
  const span = sent?.get('span') ?? 'day'
  return (
    <section aria-labelledby="add" class="stack">
      <div class="head">
        <h2 id="add">One more</h2>
      </div>
      <details open={isOpen}>
        <summary>Add a digest</summary>
        <form class="fields" method="post" action={path}>
          {WishFields({
            first: parseSentWish(sent?.get('wish')) ?? TRENDING[0]!,
            search: sent?.get('search') ?? '',
            prefix: PREFIX,
          })}
          <p>
            <label for={`${PREFIX}span`}>How often</label>
            <SpanSelect id={`${PREFIX}span`} span={span === 'week' ? 'week' : 'day'} />
          </p>
          {RhythmFields({
            standing: sent ? toChoice(sent) : toStanding(last),
            prefix: PREFIX,
            zone: sent?.get('zone') ?? last?.rhythm.zone ?? UNSAID_ZONE,
          })}
          <button class="main" name="act" value="add">
            Add it
          </button>
        </form>
      </details>
    </section>
  )
}

function toStanding(last: Subscription | undefined): RhythmChoice {
  if (last?.rhythm.span !== 'day') return last ? { ...USUAL_CHOICE, hour: last.rhythm.hour } : USUAL_CHOICE
  const { weekdays, hour } = last.rhythm
  return { ...USUAL_CHOICE, weekdays, hour }
}
