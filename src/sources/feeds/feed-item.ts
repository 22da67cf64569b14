import type { UnixMs } from '../../domain/time.ts'

/** An item of a feed, whatever its form: plain texts, entities and tags resolved. */
export type FeedItem = {
  /** Where it stands: "item 3". */
  position: string
  /** What names it: identifiers first, then addresses. */
  names: string[]
  /** The page to read it at. */
  link?: string
  title?: string
  abstract?: string
  authors: string[]
  publishedAt?: UnixMs
  updatedAt?: UnixMs
  categories: string[]
  journal?: string
}
