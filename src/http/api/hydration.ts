import { onlyPresent } from '../../platform/only-present.ts'
import { toPaperPath } from '../../domain/addresses.ts'
import type { Headline } from '../../domain/headline.ts'
import type { Paper } from '../../domain/paper.ts'
import type { Period } from '../../domain/period.ts'
import { keepLast } from '../../platform/keep-last.ts'
import type { PlacedPaper, ListPlacedPapers } from '../../services/list-edition.ts'
import { toDailyPaper, toWirePaperOfNow } from './daily-paper.ts'

/**
 * Text that may stand between double quotes in HTML as it is, as the bytes of its parts in their order: a page is sent as
 * bytes, and fifty papers are copied to it once.
 */
export type AttributeBytes = readonly Uint8Array[] & { readonly __brand: 'AttributeBytes' }

/** What a page of an edition tells programs that read pages, besides its papers. */
export type DailyPapersPage = {
  /** Of a page that is no edition, such as what trends: the newest day. */
  period: Pick<Period, 'kind' | 'name'>
  previous?: Pick<Period, 'name'> | undefined
  next?: Pick<Period, 'name'> | undefined
  isTrending?: boolean
}

/** What tells whether a paper's text can be used again. */
export type HydrationHeadline = Pick<Headline, 'id' | 'changeNumber' | 'featuredOn'>

/**
 * The `data-props` of `DailyPapers` for the headlines of a page, in their order; escaped, to be put between double
 * quotes as it is. A paper that was joined to another in between is left out.
 */
export type ComposeDailyPapers = (
  headlines: readonly HydrationHeadline[],
  page: DailyPapersPage,
) => Promise<AttributeBytes>

/** A paper takes some 4,000 bytes, so this holds the last 8,000 papers that were shown. */
const MOST_BYTES = 32_000_000

/**
 * Makes the composer. Each paper's text is composed once for each of its changes and then kept: papers are only read
 * from the store for those that are not.
 */
export function composeDailyPapersWith(
  listPlacedPapers: ListPlacedPapers,
  baseUrl: string,
  mostBytes = MOST_BYTES,
): ComposeDailyPapers {
  const kept = keepLast<Uint8Array>(mostBytes)
  const compose = async (headlines: readonly HydrationHeadline[]): Promise<Map<string, Uint8Array>> => {
    const items = await listPlacedPapers(
      headlines.map(({ id, featuredOn: day }) => ({ id, ...(day !== undefined && { day }) })),
    )
    return new Map(items.map((item) => [item.paper.id, toBytes(toAttributeText(toLeanItem(item, baseUrl)))]))
  }
  return async (headlines, page) => {
    const known = headlines.map((headline) => kept.find(toKey(headline)))
    const missing = headlines.filter((_, index) => known[index] === undefined)
    const made = missing.length > 0 ? await compose(missing) : undefined
    for (const headline of missing) {
      const bytes = made?.get(headline.id)
      if (bytes !== undefined) kept.keep(toKey(headline), bytes)
    }
    return encloseItems(
      headlines.flatMap(({ id }, index) => known[index] ?? made?.get(id) ?? []),
      page,
    )
  }
}

const OPENING = toBytes('{&quot;dailyPapers&quot;:[')
const COMMA = toBytes(',')

function encloseItems(items: readonly Uint8Array[], page: DailyPapersPage): AttributeBytes {
  const rest = toBytes(`],${toAttributeText(toPageProps(page)).slice(1)}`)
  const parts = items.flatMap((item, index) => (index === 0 ? [item] : [COMMA, item]))
  return [OPENING, ...parts, rest] as readonly Uint8Array[] as AttributeBytes
}

function toBytes(ascii: string): Uint8Array {
  return Buffer.from(ascii, 'latin1')
}

function toKey({ id, changeNumber, featuredOn }: HydrationHeadline): string {
  return `${id} ${changeNumber} ${featuredOn ?? ''}`
}

function toPageProps({ period, previous, next, isTrending = false }: DailyPapersPage) {
  return {
    dateString: period.name,
    ...onlyPresent({ prevDate: previous?.name, nextDate: next?.name }),
    periodType: period.kind,
    query: {},
    isTrending,
    publisher: { name: 'broadsheet', fullname: 'Broadsheet' },
    canSubmit: false,
  }
}

/**
 * An item as programs read it from a page: without what stands in it twice, of people and organisations the names alone,
 * and without what no such program was seen to need. Fifty whole items would be most of all that a page sends, and a day
 * is to stay under 60 KB compressed; the API has them.
 */
function toLeanItem({ paper, entry }: PlacedPaper, baseUrl: string) {
  const { summary: _, mediaUrls: __, isAuthorParticipating, ...item } = toDailyPaper(paper, entry, baseUrl)
  const { submittedOnDailyBy, discussionId, githubRepoAddedBy, ai_keywords, ai_summary_model, ...rest } = item.paper
  const organization = onlyPresent({ organization: item.organization && toLeanName(item.organization) })
  return {
    ...item,
    paper: { ...rest, authors: rest.authors.map(({ name, hidden }) => ({ name, hidden })), ...organization },
    submittedBy: toLeanName(item.submittedBy),
    ...organization,
    upvoted: false,
  }
}

function toLeanName({ name, fullname }: { name: string; fullname?: string }) {
  return { name, ...onlyPresent({ fullname }) }
}

/**
 * The `data-props` of `PaperContent` for the page of one paper, escaped as those of `DailyPapers`.
 *
 * @param rank its place in the edition of the day it was last featured on, from 1; 0 where it has none
 */
export function composePaperContent(paper: Paper, baseUrl: string, rank = 0): AttributeBytes {
  const wire = toWirePaperOfNow(paper, baseUrl)
  return toAttributeBytes({
    comments: [],
    paper: wire,
    canSubmit: false,
    upvoted: false,
    upvoters: [],
    dailyPaperRank: rank,
    ...onlyPresent({ organization: wire.organization }),
    markdownContentUrl: `${baseUrl}${toPaperPath(paper.id, '.md')}`,
    query: {},
  })
}

/** A whole value as the bytes of one part. */
export function toAttributeBytes(value: object): AttributeBytes {
  return [toBytes(toAttributeText(value))] as readonly Uint8Array[] as AttributeBytes
}

/**
 * JSON that may stand between double quotes in HTML: what HTML or a careless reader could take for markup is escaped as
 * JSON does, so that whoever only turns `&quot;` back has JSON; and all is ASCII.
 */
export function toAttributeText(value: object): string {
  return JSON.stringify(value)
    .replace(/[<>&'\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('"', '&quot;')
}
