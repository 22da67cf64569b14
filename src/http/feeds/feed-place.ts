import { toAuthorPath, toCategoryPath, toOrganizationPath, toPeriodPath } from '../../domain/addresses.ts'
import { findCategoryName } from '../../domain/arxiv-categories.ts'
import type { Period } from '../../domain/period.ts'
import type { CatalogueKind } from '../../services/catalogue/list-catalogue.ts'
import { toSearchPath } from '../search-path.ts'
import { toCounted, toPeriodName } from '../views/wording.ts'
import type { FeedForm } from './feed.ts'

/** What a feed is of. `editions` has an entry for a day, all others have one for a paper. */
export type FeedTopic =
  | { kind: 'papers' }
  | { kind: 'editions' }
  | { kind: 'trending' }
  | { kind: 'period'; period: Period }
  | { kind: CatalogueKind; name: string }
  | { kind: 'search'; text: string }

/** Which page of which feed, of what form, from how many votes on. `page` from 0. */
export type FeedPlace = { topic: FeedTopic; form: FeedForm; leastVotes: number; page: number }

const CATALOGUE_FOLDERS = { category: 'categories', author: 'authors', organisation: 'organisations' }

/** The address of a feed, on this server: "/feeds/categories/cs.LG.atom?votes=20". */
export function toFeedPath({ topic, form, leastVotes, page }: FeedPlace): string {
  const query = new URLSearchParams()
  if (topic.kind === 'search') query.set('q', topic.text)
  if (leastVotes > 0) query.set('votes', String(leastVotes))
  if (page > 0) query.set('p', String(page))
  const asked = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return `/feeds/${toName(topic)}.${form}${asked === '' ? '' : `?${asked}`}`
}

function toName(topic: FeedTopic): string {
  switch (topic.kind) {
    case 'period':
      return `${topic.period.kind === 'day' ? 'date' : topic.period.kind}/${topic.period.name}`
    case 'category':
    case 'author':
    case 'organisation':
      return `${CATALOGUE_FOLDERS[topic.kind]}/${encodeURIComponent(topic.name)}`
    default:
      return topic.kind
  }
}

/** The page that shows the same to people. */
export function toFeedPage(topic: FeedTopic): string {
  switch (topic.kind) {
    case 'papers':
    case 'editions':
      return '/'
    case 'trending':
      return '/papers/trending'
    case 'period':
      return toPeriodPath(topic.period)
    case 'category':
      return toCategoryPath(topic.name)
    case 'author':
      return toAuthorPath(topic.name)
    case 'organisation':
      return toOrganizationPath(topic.name)
    case 'search':
      return toSearchPath({ text: topic.text, order: 'date' })
  }
}

/** What the address of a feed does not say: the name of its organisation; and the votes that it asks for. */
type TitleParts = { name?: string | undefined; leastVotes?: number }

/** What a feed is of, in a few words: "Papers on Machine Learning", "Papers by Ada Kestrel with 20 votes or more". */
export function toFeedTitle(topic: FeedTopic, { name, leastVotes = 0 }: TitleParts = {}): string {
  const subject = toSubject(topic, name)
  return leastVotes > 0 ? `${subject} with ${toCounted(leastVotes, 'vote')} or more` : subject
}

function toSubject(topic: FeedTopic, name: string | undefined): string {
  switch (topic.kind) {
    case 'papers':
      return 'Papers of the day'
    case 'editions':
      return 'Editions'
    case 'trending':
      return 'Trending papers'
    case 'period':
      return `Papers of ${toPeriodName(topic.period)}`
    case 'category':
      return `${findCategoryName(topic.name) ?? 'Papers'} (${topic.name})`
    case 'author':
      return `Papers by ${topic.name}`
    case 'organisation':
      return `Papers from ${name ?? topic.name}`
    case 'search':
      return `Papers on “${topic.text}”`
  }
}
