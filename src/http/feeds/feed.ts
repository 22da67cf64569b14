import type { UnixMs } from '../../domain/time.ts'

/** The forms of a feed, by the endings of their addresses. */
export const FEED_FORMS = ['atom', 'rss', 'json'] as const
export type FeedForm = (typeof FEED_FORMS)[number]

/** The ending of the address of a feed, as a pattern: ".atom", ".rss" or ".json". */
export const FEED_ENDING = `\\.(?:${FEED_FORMS.join('|')})`
const FILE = new RegExp(`^(.*)${FEED_ENDING}$`, 's')

/** The name of a file without its ending, and the form that this names. @param file that ends as `FEED_ENDING` says */
export function splitFeedFile(file: string): [name: string, form: FeedForm] {
  const [, name = ''] = FILE.exec(file) ?? []
  return [name, file.slice(name.length + 1) as FeedForm]
}

/** How a form is announced, and how it is called. */
export const FEED_TYPES: Readonly<Record<FeedForm, { type: string; name: string }>> = {
  atom: { type: 'application/atom+xml', name: 'Atom' },
  rss: { type: 'application/rss+xml', name: 'RSS' },
  json: { type: 'application/feed+json', name: 'JSON Feed' },
}

/** A feed, whatever its form. Addresses are absolute, texts plain and on one line. */
export type Feed = {
  /** Never changes. */
  id: string
  title: string
  subtitle: string
  /** Where this page of the feed is. */
  self: string
  /** The page that shows the same. */
  page: string
  updatedAt: UnixMs
  entries: readonly FeedEntry[]
  /** The other pages of a feed of several. Source: https://www.rfc-editor.org/rfc/rfc5005#section-3 */
  turn?: { first: string; previous?: string; next?: string }
  /** Who tells of changes. Source: https://www.w3.org/TR/websub/#discovery */
  hub?: string
}

/** An entry. `id` never changes, and `updatedAt` only with its words. */
export type FeedEntry = {
  id: string
  title: string
  content: { html: string } | { text: string }
  /** The beginning of the content, plain. */
  summary?: string
  publishedAt: UnixMs
  updatedAt: UnixMs
  page: string
  authors?: readonly string[]
  /** `term` is the key, `label` what people call it. */
  categories?: readonly { term: string; label?: string }[]
  /** Where else it is. */
  links?: readonly { url: string; name: string; type?: string }[]
}

/** Of a feed without entries: it must have a time, and this one does not change by itself. */
export const NEVER: UnixMs = 0

/** When a feed last changed, as far as its entries tell. */
export function toUpdatedAt(entries: readonly Pick<FeedEntry, 'updatedAt'>[]): UnixMs {
  return entries.reduce((latest, { updatedAt }) => Math.max(latest, updatedAt), NEVER)
}
