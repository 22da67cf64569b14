import { html } from 'hono/html'
import type { Wish } from '../../../domain/subscription.ts'
import { type FeedTopic, toFeedPath, toFeedTitle } from '../../feeds/feed-place.ts'

/** What stands in the place of the box where this server sends no mail. */
export function FeedBox({ wishes }: { wishes: readonly Wish[] }) {
  const topics = wishes.flatMap((wish) => toTopic(wish) ?? [])
  return html`<section class="subscribe boxed" aria-labelledby="subscribe">
    <h2 id="subscribe">Follow by feed</h2>
    <ul class="index">
      ${topics.map((topic) => {
        const path = toFeedPath({ topic, form: 'atom', leastVotes: 0, page: 0 })
        return html`<li><a href="${path}">${toFeedTitle(topic)}</a><span>Atom</span></li>`
      })}
      <li><a href="/feeds">All feeds</a><span>Atom, RSS, JSON</span></li>
    </ul>
  </section>`
}

/** The feed of a wish; there is none of what is like some papers. */
function toTopic(wish: Wish): FeedTopic | undefined {
  switch (wish.kind) {
    case 'trending':
      return { kind: 'trending' }
    case 'edition':
      return { kind: 'editions' }
    case 'search':
      return { kind: 'search', text: wish.query }
    case 'category':
      return { kind: 'category', name: wish.code }
    case 'author':
      return { kind: 'author', name: wish.name }
    case 'organisation':
      return { kind: 'organisation', name: wish.handle }
    case 'similar':
      return undefined
  }
}
