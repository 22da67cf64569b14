import { toIso } from '../../../domain/time.ts'
import { onlyPresent } from '../../../platform/only-present.ts'
import type { Feed, FeedEntry } from '../feed.ts'

/**
 * A feed as JSON Feed 1.1 has it.
 *
 * Source: https://www.jsonfeed.org/version/1.1/
 */
export function toJsonFeed({ title, subtitle, self, page, turn, hub, entries }: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: page,
    feed_url: self,
    description: subtitle,
    language: 'en',
    ...onlyPresent({ next_url: turn?.next }),
    ...(hub !== undefined && { hubs: [{ type: 'WebSub', url: hub }] }),
    items: entries.map(toItem),
  })
}

function toItem({ id, title, content, summary, publishedAt, updatedAt, page, ...more }: FeedEntry): object {
  const { authors = [], categories = [], links = [] } = more
  return {
    id,
    url: page,
    ...onlyPresent({ external_url: links[0]?.url }),
    title,
    ...('html' in content ? { content_html: content.html } : { content_text: content.text }),
    ...onlyPresent({ summary }),
    date_published: toIso(publishedAt),
    date_modified: toIso(updatedAt),
    ...(authors.length > 0 && { authors: authors.map((name) => ({ name })) }),
    ...(categories.length > 0 && { tags: categories.map(({ term }) => term) }),
  }
}
