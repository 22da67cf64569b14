import { html } from 'hono/html'
import { toPrivateFeedPath } from '../../domain/private-addresses.ts'
import { FEED_FORMS, FEED_TYPES, type FeedForm } from './feed.ts'
import { type FeedTopic, toFeedPath, toFeedTitle } from './feed-place.ts'

/**
 * Announces the feed of a page, in all its forms, to whoever looks at the head of the document.
 *
 * @param props.name of the organisation that it is of
 */
export function FeedAlternates({ topic, name }: { topic: FeedTopic; name?: string | undefined }) {
  return announce(toFeedTitle(topic, { name }), (form) => toFeedPath({ topic, form, leastVotes: 0, page: 0 }))
}

/** As `FeedAlternates`, the private feed of a subscription. @param props.feedKey as `PrivateFeeds` makes it */
export function PrivateFeedAlternates({ title, feedKey }: { title: string; feedKey: string }) {
  return announce(title, (form) => toPrivateFeedPath(feedKey, form))
}

function announce(title: string, toPath: (form: FeedForm) => string) {
  return html`${FEED_FORMS.map((form) => {
    const { type, name } = FEED_TYPES[form]
    return html`<link rel="alternate" type="${type}" title="${title} (${name})" href="${toPath(form)}" />`
  })}`
}
