import { html } from 'hono/html'
import type { Wish, WishNames } from '../../../domain/subscription.ts'
import { toWishKind } from '../../../domain/wishes.ts'
import { toFeedPath, toFeedTitle } from '../../feeds/feed-place.ts'

/** What stands in the place of the box where this server sends no mail. */
export function FeedBox({ wishes, names }: { wishes: readonly Wish[]; names?: WishNames | undefined }) {
  const topics = wishes.flatMap((wish) => toWishKind(wish).toFeed?.(wish) ?? [])
  return html`<section class="subscribe boxed" aria-labelledby="subscribe">
    <h2 id="subscribe">Follow by feed</h2>
    <ul class="index">
      ${topics.map((topic) => {
        const path = toFeedPath({ topic, form: 'atom', leastVotes: 0, page: 0 })
        return html`<li>
          <a href="${path}">${toFeedTitle(topic, { name: names?.organisation })}</a><span>Atom</span>
        </li>`
      })}
      <li><a href="/feeds">All feeds</a><span>Atom, RSS, JSON</span></li>
    </ul>
  </section>`
}
