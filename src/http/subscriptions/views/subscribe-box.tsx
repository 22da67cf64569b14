import { html } from 'hono/html'
import { LONGEST_ADDRESS } from '../../../domain/mail-address.ts'
import { writeWish } from '../../../domain/wish-text.ts'
import { toWishTitle } from '../../../domain/wish-title.ts'
import type { Wish, WishNames } from '../../../domain/subscription.ts'
import { FeedBox } from './feed-box.tsx'
import { RhythmFields, USUAL_CHOICE } from './rhythm-fields.tsx'
import { toInvitation } from '../wording.ts'

/** Where a subscription is asked for: by a form to POST, or with all that can be chosen on a page of its own. */
export const SUBSCRIPTIONS_PATH = '/subscriptions'

/** The same on every page, and so made once. */
const FIELDS = RhythmFields({ standing: USUAL_CHOICE, prefix: 'subscribe-' })

/** What an edition offers. */
export const EDITION_WISHES: readonly Wish[] = [{ kind: 'trending' }, { kind: 'edition' }]

/** What is offered where a page is about nothing in particular. */
export const TRENDING: readonly Wish[] = [{ kind: 'trending' }]

type Props = {
  wishes: readonly Wish[]
  /** Of the first wish. */
  names?: WishNames | undefined
  offersMail: boolean
  /** Whether the form is put away, behind a link: on a page that loads itself again, and would wipe it. */
  isAway?: boolean
}

/**
 * The box in which a reader asks for digests of what the page is about: one wish at least. Where no mail is sent, it names
 * the feeds of the same.
 *
 * A template, as all that stands on every page.
 */
export function SubscribeBox({ wishes, names, offersMail, isAway = false }: Props) {
  if (!offersMail) return FeedBox({ wishes, names })
  const [first, ...others] = wishes
  const isChoice = others.length > 0
  const heading = isChoice ? 'Get papers in your inbox' : toInvitation(first!, names)
  if (isAway) return toLink(heading, first!)
  return html`<section class="subscribe boxed" aria-labelledby="subscribe">
    <h2 id="subscribe">${heading}</h2>
    <form method="post" action="${SUBSCRIPTIONS_PATH}">
      <label for="subscribe-address">Your e-mail address</label>
      <input
        id="subscribe-address"
        name="address"
        type="email"
        autocomplete="email"
        maxlength="${LONGEST_ADDRESS}"
        required
      />
      ${isChoice ? toChoice(wishes) : html`<input type="hidden" name="wish" value="${writeWish(first!)}" />`}
      <div class="row">
        <select name="span" aria-label="How often">
          <option value="day">Daily</option>
          <option value="week">Weekly</option>
        </select>
        <button class="main">Subscribe</button>
      </div>
      <details>
        <summary>Days, hour and length</summary>
        ${FIELDS}
        <small
          >You choose the time zone when you confirm.
          <button class="link" name="more" value="1" formnovalidate>Choose it now</button></small
        >
      </details>
    </form>
    <small>We write once to confirm. Every digest carries a link that ends it. <a href="/inbox">Your digests</a></small>
  </section>`
}

function toLink(heading: string, wish: Wish) {
  const path = `${SUBSCRIPTIONS_PATH}?wish=${encodeURIComponent(writeWish(wish))}`
  return html`<section class="subscribe boxed stack" aria-labelledby="subscribe">
    <h2 id="subscribe">${heading}</h2>
    <p><a class="button main" href="${path}">Subscribe</a></p>
    <p><small>The form is on a page of its own while this one reloads itself: what you type there stays.</small></p>
  </section>`
}

function toChoice(wishes: readonly Wish[]) {
  return html`<select name="wish" aria-label="Which papers">
    ${wishes.map((wish) => html`<option value="${writeWish(wish)}">${toWishTitle(wish)}</option>`)}
  </select>`
}
