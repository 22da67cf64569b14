import { z } from 'zod'
import { findCategoryName, listArchives } from '../domain/arxiv-categories.ts'
import type { SourceName } from '../domain/paper.ts'

/** The sources that can be switched on, in the order in which people are told of them. */
export const NETWORK_SOURCES = [
  'arxiv',
  'daily_papers',
  'biorxiv',
  'medrxiv',
  'openreview',
  'semantic_scholar',
  'openalex',
  'github',
  'feed',
] as const satisfies readonly SourceName[]
/** A source on the network. */
export type NetworkSource = (typeof NETWORK_SOURCES)[number]

/** What is fetched, and from where. Addresses have no closing slash. */
export type SourceSettings = {
  /** Those switched on; empty with `none`. */
  readonly names: readonly NetworkSource[]
  /** A mail address or a URL by which upstreams reach whoever runs this. */
  readonly contact: string | undefined
  /** Days that the first start fetches beyond the newest. */
  readonly backfillDays: number
  readonly arxiv: {
    /** `undefined` for all of arXiv. */
    readonly categories: readonly string[] | undefined
    readonly oaiUrl: string
    readonly rssUrl: string
    readonly apiUrl: string
  }
  readonly dailyPapers: { readonly url: string }
  /** Of both servers; no category is every category. */
  readonly biorxiv: { readonly url: string; readonly biorxiv: readonly string[]; readonly medrxiv: readonly string[] }
  readonly openreview: { readonly url: string; readonly venues: readonly string[] }
  readonly semanticScholar: { readonly url: string; readonly key: string | undefined }
  readonly openalex: { readonly url: string; readonly key: string | undefined }
  readonly github: { readonly url: string; readonly token: string | undefined }
  readonly feeds: readonly string[]
}

const ALL = 'all'
const NONE = 'none'
const MOST_FEEDS = 200
const MOST_DAYS = 3650
const ARCHIVES = new Set(
  listArchives().flatMap(({ categories }) => categories.map(({ code }) => code.split('.')[0] ?? '')),
)

/** The settings of sources, as they stand in the environment. */
export const sourceShape = {
  SOURCES: z
    .string()
    .refine(isSourceList, `must be ${NONE}, or of ${NETWORK_SOURCES.join(', ')}, with commas between`)
    .transform(toSources)
    .default(['arxiv', 'daily_papers'])
    .describe(
      `Where papers and counts come from, with commas between: ${NETWORK_SOURCES.map((name) => `\`${name}\``).join(', ')}; \`${NONE}\` asks nobody. docs/sources.md tells of each.`,
    ),
  ARXIV_CATEGORIES: z
    .string()
    .refine(
      isCategoryList,
      `must be ${ALL}, or categories and archives of arXiv such as cs.CL or math, with commas between`,
    )
    .transform(splitList)
    .default(['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG', 'stat.ML'])
    .describe(
      `The categories and archives of arXiv whose papers are taken in, with commas between; \`${ALL}\` for all of arXiv (some 1,200 new papers on a working day). One that is added begins with today; \`broadsheet backfill arxiv --from DATE\` fetches its past.`,
    ),
  CONTACT: z
    .string()
    .max(200)
    .refine(isContact, 'must be a mail address, or an address that begins with https:// or http://')
    .optional()
    .describe(
      'How upstreams reach whoever runs this server: a mail address or a web page. It is sent with every request to them, in `User-Agent`; arXiv and others ask for it.',
    ),
  BACKFILL_DAYS: z
    .string()
    .regex(/^\d{1,4}$/, `must be a whole number from 0 to ${MOST_DAYS}`)
    .transform(Number)
    .refine((days) => days <= MOST_DAYS, `must be a whole number from 0 to ${MOST_DAYS}`)
    .default(30)
    .describe(
      'How many days back an empty database is filled, after the newest day is there. `broadsheet backfill` goes further.',
    ),
  FEEDS: z
    .string()
    .refine(
      isFeedList,
      `must be at most ${MOST_FEEDS} addresses that begin with https:// or http://, with spaces between`,
    )
    .transform(splitWords)
    .optional()
    .describe(
      'RSS, Atom or JSON feeds of papers that the source `feed` reads: addresses with white space between. Of each, `broadsheet config` shows the host alone.',
    ),
  OPENREVIEW_VENUES: z
    .string()
    .refine(
      (text) => splitWords(text).every(isVenue),
      'must be venues such as ICLR.cc/2027/Conference, with spaces between',
    )
    .transform(splitWords)
    .optional()
    .describe(
      'The venues that the source `openreview` reads, as in `ICLR.cc/2027/Conference`, with white space between.',
    ),
  BIORXIV_CATEGORIES: subjectsSetting('bioRxiv', '`neuroscience, cell biology`'),
  MEDRXIV_CATEGORIES: subjectsSetting('medRxiv', '`epidemiology, health informatics`'),
  SEMANTIC_SCHOLAR_KEY: keySetting('Semantic Scholar', 'Without one it answers about one request a minute.'),
  OPENALEX_KEY: keySetting('OpenAlex', 'Without one it answers some 100 of our requests a day.'),
  GITHUB_TOKEN: keySetting(
    'GitHub',
    'Without one it answers 60 requests an hour. It needs no rights: public repositories are all that is read.',
  ),
  ARXIV_OAI_URL: addressSetting("arXiv's OAI-PMH", 'https://oaipmh.arxiv.org/oai'),
  ARXIV_RSS_URL: addressSetting("arXiv's feeds of new papers", 'https://rss.arxiv.org'),
  ARXIV_API_URL: addressSetting("arXiv's query API", 'https://export.arxiv.org/api/query'),
  DAILY_PAPERS_URL: addressSetting('a Daily Papers API; another Broadsheet is one', 'https://huggingface.co'),
  BIORXIV_URL: addressSetting('the API of bioRxiv and medRxiv', 'https://api.biorxiv.org'),
  OPENREVIEW_URL: addressSetting("OpenReview's API", 'https://api2.openreview.net'),
  SEMANTIC_SCHOLAR_URL: addressSetting("Semantic Scholar's API", 'https://api.semanticscholar.org'),
  OPENALEX_URL: addressSetting("OpenAlex's API", 'https://api.openalex.org'),
  GITHUB_API_URL: addressSetting("GitHub's API", 'https://api.github.com'),
}

type Settings = z.output<z.ZodObject<typeof sourceShape>>

/** The sources that settings name. */
export function toSourceSettings(settings: Settings): SourceSettings {
  const categories = settings.ARXIV_CATEGORIES
  return {
    names: settings.SOURCES,
    contact: settings.CONTACT,
    backfillDays: settings.BACKFILL_DAYS,
    arxiv: {
      categories: categories.includes(ALL) ? undefined : categories,
      oaiUrl: settings.ARXIV_OAI_URL,
      rssUrl: settings.ARXIV_RSS_URL,
      apiUrl: settings.ARXIV_API_URL,
    },
    dailyPapers: { url: settings.DAILY_PAPERS_URL },
    biorxiv: {
      url: settings.BIORXIV_URL,
      biorxiv: settings.BIORXIV_CATEGORIES ?? [],
      medrxiv: settings.MEDRXIV_CATEGORIES ?? [],
    },
    openreview: { url: settings.OPENREVIEW_URL, venues: settings.OPENREVIEW_VENUES ?? [] },
    semanticScholar: { url: settings.SEMANTIC_SCHOLAR_URL, key: settings.SEMANTIC_SCHOLAR_KEY },
    openalex: { url: settings.OPENALEX_URL, key: settings.OPENALEX_KEY },
    github: { url: settings.GITHUB_API_URL, token: settings.GITHUB_TOKEN },
    feeds: settings.FEEDS ?? [],
  }
}

/** What is wrong with the settings of sources together, by the name of the setting to mend. */
export function findSourceFaults(settings: SourceSettings): [name: string, fault: string][] {
  const faults: [string, string][] = []
  if (settings.names.includes('feed') && settings.feeds.length === 0) {
    faults.push(['FEEDS', 'must name a feed where SOURCES has feed'])
  }
  if (settings.names.includes('openreview') && settings.openreview.venues.length === 0) {
    faults.push(['OPENREVIEW_VENUES', 'must name a venue where SOURCES has openreview'])
  }
  return faults
}

/** Addresses with all but their hosts hidden: what else stands in them may be somebody's key. */
export function maskFeeds(text: string): string {
  return splitWords(text)
    .map((url) => (URL.canParse(url) ? `${new URL(url).origin}/***` : '***'))
    .join(' ')
}

function subjectsSetting(server: string, example: string) {
  return z
    .string()
    .max(2000)
    .transform((text) => splitList(text.toLowerCase()))
    .optional()
    .describe(
      `The categories of ${server} whose papers are taken in, with commas between: ${example}. Without it, all. One that is added begins with today; \`broadsheet backfill ${server.toLowerCase()} --from DATE\` fetches its past.`,
    )
}

function keySetting(service: string, without: string) {
  return z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must have no spaces and no letters beyond ASCII')
    .optional()
    .describe(`The key that ${service} gave you; never logged. ${without}`)
}

function addressSetting(what: string, fallback: string) {
  return z
    .string()
    .refine(isAddress, 'must be http:// or https:// with a host, and without a name, a password or a query')
    .transform((url) => new URL(url).href.replace(/\/+$/, ''))
    .default(fallback)
    .describe(`The address of ${what}; for mirrors and tests.`)
}

/** Parts may have spaces within. */
function splitList(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim())
  return [...new Set(parts.filter((part) => part !== ''))]
}

function splitWords(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((word) => word !== ''))]
}

function isSource(name: string): name is NetworkSource {
  return NETWORK_SOURCES.some((known) => known === name)
}

function isSourceList(text: string): boolean {
  const parts = splitList(text)
  return text.trim() === NONE || (parts.length > 0 && parts.every(isSource))
}

function toSources(text: string): NetworkSource[] {
  return splitList(text).filter(isSource)
}

function isCategoryList(text: string): boolean {
  const parts = splitList(text)
  if (parts.includes(ALL)) return parts.length === 1
  return parts.length > 0 && parts.every((part) => ARCHIVES.has(part) || findCategoryName(part) !== undefined)
}

function isContact(text: string): boolean {
  // What else a header may hold would end this one, or begin another.
  return /^[\x21-\x7e]+$/.test(text) && (/^[^@()<>]+@[^@()<>]+\.[^@()<>]+$/.test(text) || isWebPage(text))
}

function isWebPage(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function isFeedList(text: string): boolean {
  const words = splitWords(text)
  return words.length <= MOST_FEEDS && words.every(isWebPage)
}

function isVenue(text: string): boolean {
  return /^[\w.-]+(\/[\w.-]+)+$/.test(text)
}

function isAddress(text: string): boolean {
  if (!isWebPage(text)) return false
  const { username, password, search, hash } = new URL(text)
  return `${username}${password}${search}${hash}` === ''
}
