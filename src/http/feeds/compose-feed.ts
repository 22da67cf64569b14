import { findCategoryName } from '../../domain/arxiv-categories.ts'
import { toAuthorKey } from '../../domain/author-key.ts'
import { AppError } from '../../domain/error.ts'
import type { Day } from '../../domain/time.ts'
import type { CatalogueKind } from '../../services/catalogue/list-catalogue.ts'
import type { EditionPart } from '../../services/list-edition.ts'
import type { FeedSubject, ListFeedPapers } from '../../services/feeds/list-feed-papers.ts'
import type { ListFoundPapers } from '../../services/feeds/list-found-papers.ts'
import type { Reading } from '../../services/reading.ts'
import { foldText } from '../../platform/plain-text.ts'
import { refuseProblems } from '../api/v1/refuse-problems.ts'
import { toEditionEntry } from './edition-entry.ts'
import { createEntryIds } from './entry-id.ts'
import { type Feed, type FeedEntry, toUpdatedAt } from './feed.ts'
import { type FeedPlace, type FeedTopic, toFeedPage, toFeedPath, toFeedTitle } from './feed-place.ts'
import { toPaperEntry } from './paper-entry.ts'
import { readEditions } from './read-editions.ts'

/** So many papers stand on a page of a feed. */
export const PAPERS_A_PAGE = 100

/** What feeds are made of. */
export type FeedDeps = Pick<Reading, 'listDayCounts' | 'listEdition' | 'listCatalogue'> & {
  listFeedPapers: ListFeedPapers
  listFoundPapers: ListFoundPapers
  baseUrl: string
  hub: string | undefined
}

/** What a feed says of itself while the store is empty and the sample is shown. */
const SAMPLE = 'These papers are a sample, made up so that there is something to see.'

type Part = { entries: FeedEntry[]; hasMore: boolean; isSample: boolean }

/**
 * Makes a page of a feed.
 *
 * @param latest the newest edition that is open
 * @throws AppError `not_found` for a page that is not there, and for an author or an organisation without any paper;
 *   `invalid` for a query that was not understood
 */
export async function composeFeed(place: FeedPlace, latest: Day, deps: FeedDeps): Promise<Feed> {
  const { topic, leastVotes, page } = place
  const { baseUrl, hub } = deps
  const part = await readEntries(place, latest, deps)
  const { entries, hasMore } = part
  if (entries.length === 0 && page > 0) throw new AppError('not_found', `This feed has no page ${page + 1}`)
  if (entries.length === 0) await refuseUnknown(topic, deps)
  const at = (other: number) => `${baseUrl}${toFeedPath({ ...place, page: other })}`
  const title = toFeedTitle(topic, { leastVotes, name: await findFullname(topic, deps) })
  return {
    id: createEntryIds(baseUrl).feed(toFeedPath({ ...place, page: 0, form: 'atom' })),
    title: `${title} · Broadsheet`,
    subtitle: toSubtitle(title, part, baseUrl),
    self: at(page),
    page: `${baseUrl}${toFeedPage(topic)}`,
    updatedAt: toUpdatedAt(entries),
    entries,
    ...((page > 0 || hasMore) && { turn: toTurn(page, hasMore, at) }),
    ...(hub !== undefined && page === 0 && { hub }),
  }
}

function toTurn(page: number, hasMore: boolean, at: (page: number) => string): NonNullable<Feed['turn']> {
  return { first: at(0), ...(page > 0 && { previous: at(page - 1) }), ...(hasMore && { next: at(page + 1) }) }
}

async function readEntries(place: FeedPlace, latest: Day, deps: FeedDeps): Promise<Part> {
  const { topic, leastVotes, page } = place
  if (topic.kind === 'editions') {
    const { editions, hasMore } = await readEditions(deps, { latest, leastVotes, page })
    const ids = editions.flatMap(({ headlines }) => headlines.map(({ id }) => id))
    return {
      entries: editions.map((edition) => toEditionEntry(edition, deps.baseUrl)),
      hasMore,
      isSample: isSample(ids),
    }
  }
  const part = { leastVotes, offset: page * PAPERS_A_PAGE, size: PAPERS_A_PAGE }
  const { items, hasMore } = await listPapers(topic, { ...part, latest }, deps)
  const entries = items.map(({ paper }) => toPaperEntry(paper, deps.baseUrl))
  const isByVotes = topic.kind === 'papers' || topic.kind === 'period' || topic.kind === 'trending'
  const ids = items.map(({ paper }) => paper.id)
  return { entries: isByVotes ? entries.sort(byPublication) : entries, hasMore, isSample: isSample(ids) }
}

/** Not by votes: the same entries are the same text, and readers who have it are sent nothing when votes come in. */
function byPublication(one: FeedEntry, other: FeedEntry): number {
  return other.publishedAt - one.publishedAt || (one.id < other.id ? -1 : 1)
}

function isSample(ids: readonly string[]): boolean {
  return ids.length > 0 && ids.every((id) => id.startsWith('sample:'))
}

type PaperPart = Parameters<ListFeedPapers>[1]
type PaperTopic = Exclude<FeedTopic, { kind: 'editions' }>

async function listPapers(
  topic: PaperTopic,
  part: PaperPart,
  { listFeedPapers, listFoundPapers }: FeedDeps,
): Promise<EditionPart> {
  if (topic.kind !== 'search') return listFeedPapers(toFeedSubject(topic), part)
  const { problems, ...found } = await listFoundPapers(topic.text, part)
  refuseProblems(problems)
  return found
}

function toFeedSubject(topic: Exclude<PaperTopic, { kind: 'search' }>): FeedSubject {
  switch (topic.kind) {
    case 'papers':
      return { kind: 'newest' }
    case 'trending':
      return { kind: 'trending' }
    case 'period':
      return { kind: 'period', from: topic.period.from, to: topic.period.to }
    default:
      return { kind: topic.kind, key: toKey(topic) }
  }
}

function toKey({ kind, name }: { kind: CatalogueKind; name: string }): string {
  return kind === 'author' ? toAuthorKey(name) : name
}

/** What an organisation calls itself, as its page has it. */
async function findFullname(topic: FeedTopic, { listCatalogue }: FeedDeps): Promise<string | undefined> {
  if (topic.kind !== 'organisation') return undefined
  const { headlines } = await listCatalogue('organisation', topic.name, { offset: 0, size: 1 })
  const fullname = headlines[0]?.organization?.fullname
  return fullname && foldText(fullname)
}

/** A feed that nothing is in yet is a feed; one of a name that was misspelt is none. */
async function refuseUnknown(topic: FeedTopic, { listCatalogue }: FeedDeps): Promise<void> {
  if (topic.kind !== 'author' && topic.kind !== 'organisation' && topic.kind !== 'category') return
  if (topic.kind === 'category' && findCategoryName(topic.name) !== undefined) return
  const { total } = await listCatalogue(topic.kind, toKey(topic), { offset: 0, size: 1 })
  if (total === 0) throw new AppError('not_found', `No paper here is of the ${topic.kind} "${topic.name}"`)
}

function toSubtitle(title: string, { isSample }: Part, baseUrl: string): string {
  return isSample ? SAMPLE : `${title}, from ${baseUrl}`
}
