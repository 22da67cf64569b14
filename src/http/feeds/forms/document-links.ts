import { type Feed, FEED_TYPES, type FeedForm } from '../feed.ts'

/** The links of a feed of XML, in any order of a document: itself, its page, its neighbours, its hub. */
export function listDocumentLinks(
  { self, page, turn, hub }: Feed,
  form: FeedForm,
): { rel: string; href: string; type?: string }[] {
  const { type } = FEED_TYPES[form]
  return [
    { rel: 'self', type, href: self },
    { rel: 'alternate', type: 'text/html', href: page },
    ...(turn ? [{ rel: 'first', type, href: turn.first }] : []),
    ...(turn?.previous !== undefined ? [{ rel: 'previous', type, href: turn.previous }] : []),
    ...(turn?.next !== undefined ? [{ rel: 'next', type, href: turn.next }] : []),
    ...(hub !== undefined ? [{ rel: 'hub', href: hub }] : []),
  ]
}
