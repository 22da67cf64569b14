import { html } from 'hono/html'
import { FEED_FORMS, FEED_TYPES } from './feed.ts'
import { type FeedTopic, toFeedPath, toFeedTitle } from './feed-place.ts'

/** Announces the feed of a page, in all its forms, to whoever looks at the head of the document. */
export function FeedAlternates({ topic }: { topic: FeedTopic }) {
  const title = toFeedTitle(topic)
  return html`${FEED_FORMS.map((form) => {
    const { type, name } = FEED_TYPES[form]
    const path = toFeedPath({ topic, form, leastVotes: 0, page: 0 })
    return html`<link rel="alternate" type="${type}" title="${title} (${name})" href="${path}" />`
  })}`
}
