import { LONGEST_ADDRESS } from '../../../domain/mail-address.ts'
import { CONFIRMATION_HOURS } from '../../../domain/order-limits.ts'
import type { Wish } from '../../../domain/subscription.ts'
import type { Weekday } from '../../../domain/time.ts'
import type { Site } from '../../views/layout.tsx'
import { type RhythmChoice, RhythmFields, USUAL_CHOICE } from './rhythm-fields.tsx'
import { ZoneScript } from './zone-field.tsx'
import { SimplePage } from './simple-page.tsx'
import { SUBSCRIPTIONS_PATH } from './subscribe-box.tsx'
import { toSentence } from '../../../platform/sentence.ts'
import { WishFields } from './wish-fields.tsx'

/** What was wrong with a form that was sent. */
export type Fault = { field: string; fault: string }

type Props = {
  site: Site
  wish: Wish
  /** What was sent and could not be read, so that nobody has to type anew. */
  sent?: URLSearchParams
  fault?: Fault
}

/** The form of a subscription, with all that can be chosen. */
export function SubscribePage({ site, wish, sent = new URLSearchParams(), fault }: Props) {
  const span = sent.get('span') === 'week' ? 'week' : 'day'
  return (
    <SimplePage
      site={site}
      title="Papers in your inbox"
      note="We write once to confirm. Every digest carries a link that ends it."
      head={<ZoneScript path={site.zoneScript} />}
    >
      {fault && <FaultNotice fault={fault} />}
      <form class="fields" method="post" action={SUBSCRIPTIONS_PATH}>
        <p>
          <label for="address">Your e-mail address</label>
          <input
            {...{
              id: 'address',
              name: 'address',
              type: 'email',
              autocomplete: 'email',
              maxlength: LONGEST_ADDRESS,
              required: true,
            }}
            value={sent.get('address') ?? ''}
            aria-invalid={fault?.field === 'address' ? 'true' : undefined}
            aria-describedby={fault ? 'fault' : undefined}
          />
        </p>
        {WishFields({ first: wish, search: sent.get('search') ?? '', prefix: '' })}
        <p>
          <label for="span">How often</label>
          <SpanSelect id="span" span={span} />
        </p>
        {RhythmFields({ standing: toChoice(sent), prefix: '', zone: sent.get('zone') ?? '' })}
        <button class="main">Subscribe</button>
      </form>
    </SimplePage>
  )
}

/** How often, as forms ask it. */
export function SpanSelect({ id, span }: { id: string; span: 'day' | 'week' }) {
  return (
    <select id={id} name="span">
      <option value="day" selected={span === 'day'}>
        Daily
      </option>
      <option value="week" selected={span === 'week'}>
        Weekly
      </option>
    </select>
  )
}

/** What could not be read of a form, and that nothing came of it. */
export function FaultNotice({ fault: { fault } }: { fault: Fault }) {
  return (
    <p class="notice" id="fault" role="alert">
      <strong>{toSentence(fault)}</strong> Nothing was sent or changed; what you chose still stands below.
    </p>
  )
}

/** How the fields of when and how much stand in a form that was sent. */
export function toChoice(sent: URLSearchParams): RhythmChoice {
  if (sent.size === 0 || !sent.has('hour')) return USUAL_CHOICE
  const weekdays = sent.getAll('days').map((day) => Number(day) as Weekday)
  const [hour, size] = [Number(sent.get('hour')), Number(sent.get('size') ?? USUAL_CHOICE.size)]
  return { weekdays, hour, size, sendsEmpty: sent.has('empty') }
}

/** What became of the request, said of every address alike. */
export function AskedPage({ site }: { site: Site }) {
  return (
    <SimplePage site={site} title="Look into your inbox">
      <div class="stack">
        <p>
          If the address that you gave takes mail from us, one is on its way. Its link leads to a page with a button
          that begins your digest. It holds for {CONFIRMATION_HOURS} hours; before you press the button nothing else is
          sent.
        </p>
        <p>
          If nothing comes within some minutes, look among the spam. An address that asked several times without an
          answer gets no further mail on the same day. Who has digests already can{' '}
          <a href="/inbox">begin others without a mail</a>.
        </p>
        <p class="actions">
          <a class="button main" href="/papers">
            Read the newest edition
          </a>
        </p>
      </div>
    </SimplePage>
  )
}
