import type { ArxivId } from './arxiv-id.ts'
import type { Day, UnixMs } from './time.ts'

/**
 * The key of one work: the bare arXiv id where it is known ("2401.01234", "hep-th/9901001"); else "doi:" and the DOI in
 * lower case; else "openreview:" and the id of its forum; else "title:" and the fingerprint of the normalised title;
 * "sample:N" for papers that we made up.
 */
export type PaperId = string & { readonly __brand: 'PaperId' }

/** Who said something about a paper, best first: a field of a better source is not replaced by a lesser one. */
export const SOURCES = [
  'arxiv',
  'biorxiv',
  'medrxiv',
  'publisher',
  'openreview',
  'daily_papers',
  'openalex',
  'semantic_scholar',
  'github',
  'feed',
  'file',
  'saved_page',
  'sample',
] as const
export type SourceName = (typeof SOURCES)[number]

/** An account of the community that a source told of. `handle` is its key; the rest is the newest known. */
export type Account = {
  handle: string
  /** The source's own id, 24 hexadecimal digits. */
  externalId?: string
  fullname?: string
  avatarUrl?: string
  kind?: string
  pro?: boolean
  staff?: boolean
  staffAdmin?: boolean
  moderator?: boolean
  followerCount?: number
}

/** An organisation that a paper is from. `handle` is its key. */
export type Organization = { handle: string; externalId?: string; fullname?: string; avatarUrl?: string }

/** An author as the Daily Papers list them: with the source's id, and the account that claimed the name. */
export type DailyAuthor = {
  externalId: string
  name: string
  hidden: boolean
  status?: string
  statusChangedAt?: UnixMs
  account?: Account
}

/**
 * What is said of a paper. Every field may be absent; each keeps its origin (`Paper.origins`).
 *
 * `title` and `abstract` are as the source wrote them, line breaks included: pages fold white space, answers do not.
 */
export type PaperFields = {
  title: string
  abstract?: string
  /** Full names in the order of the paper. */
  authors?: string[]
  /** Where only their number is known. */
  authorCount?: number
  /** First submission. */
  publishedAt?: UnixMs
  /** Newest version. */
  updatedAt?: UnixMs
  /** Newest version known, from 1. */
  version?: number
  categories?: string[]
  primaryCategory?: string
  /** arXiv's comment field: pages, venue. */
  comment?: string
  journalRef?: string
  /** Bare and in lower case, as `normaliseDoi` gives it. */
  doi?: string
  /** The day of arXiv's listing, Monday to Friday, Eastern time. Absent where it never was announced as new. */
  announcedDay?: Day
  organization?: Organization
  projectPage?: string
  githubRepo?: string
  githubRepoAddedBy?: string
  mediaUrls?: string[]
  /** Made by a language model, as is the list of keywords. */
  aiSummary?: string
  aiKeywords?: string[]
  aiSummaryModel?: string
  /** 24 hexadecimal digits. */
  discussionId?: string
  withdrawnAt?: UnixMs
  authorParticipating?: boolean
  /** A picture card of the paper that the source serves. */
  thumbnailUrl?: string
  dailyAuthors?: DailyAuthor[]
}

/** The name of one field of a paper. */
export type FieldName = keyof PaperFields

/** Where a field came from, and how new that is. Of two of one source the larger `at` wins, then the larger `weight`. */
export type Origin = {
  source: SourceName
  /** When the source said it; where the source does not tell, the earliest time at which it can have been said. */
  at: UnixMs
  /** The votes that the same answer counted: of two answers of one time, the one that counted more is the later. */
  weight: number
}

/**
 * One number that grows, as the best source counted it: of two counts with times the later wins, of citations the larger;
 * a count without time stands beside them, and the larger of the two is shown.
 */
export type Count = {
  timed?: { at: UnixMs; count: number }
  untimed?: number
  /** As a saved page counted it: used where nothing better is known. */
  page?: number
}

/** The largest number that is kept, of votes or of anything else that is counted. */
export const MOST_COUNT = 2_147_483_647

/** What is counted of a paper. */
export const COUNTS = ['votes', 'comments', 'stars', 'citations'] as const
export type CountName = (typeof COUNTS)[number]
export type Counts = Partial<Record<CountName, Count>>

/**
 * What changes between editions, as an edition's own answer gave it: shown again for a paper that stood in several.
 * `votes` are those it then had, and stand in an edition that is not the paper's last (`toEditionVotes`).
 */
export type Printed = Pick<PaperFields, 'organization' | 'projectPage' | 'githubRepo' | 'githubRepoAddedBy'> &
  Pick<PaperFields, 'authorParticipating'> & { votes?: number }

/** A paper's place in the edition of one day, because somebody featured it there. */
export type EditionEntry = {
  day: Day
  /** The instant of submission to the edition. Absent where only the day is known. */
  submittedAt?: UnixMs
  submitter?: Account
  /** Its place in the answer that told of it, from 0; equal votes stand in this order. Absent where never seen. */
  place?: number
  /** All votes of that answer: of two answers about one day, the one with more votes is the later. */
  answerVotes?: number
  printed?: Printed
}

/**
 * One work with all that is known of it. A source's record and a stored paper have the same form: a record is a paper
 * all of whose fields have one origin, and joining two papers (`joinPapers`) gives the paper that both describe.
 */
export type Paper = {
  id: PaperId
  fields: PaperFields
  /** The origin of every field that is present. */
  origins: Partial<Record<FieldName, Origin>>
  counts: Counts
  /** One for each day at most, by day. */
  entries: EditionEntry[]
  /** Former keys of this work, from before its arXiv id or DOI was known; sorted. Their addresses redirect here. */
  formerIds: PaperId[]
}

/** Whether a key is an arXiv id. */
export function isArxivKey(id: PaperId): id is PaperId & ArxivId {
  return !id.includes(':')
}

/** Makes a record: a paper all of whose fields come from one source at one time. */
export function createRecord(id: PaperId, fields: PaperFields, origin: Origin): Paper {
  const origins: Paper['origins'] = {}
  for (const name of Object.keys(fields) as FieldName[]) if (fields[name] !== undefined) origins[name] = origin
  return { id, fields, origins, counts: {}, entries: [], formerIds: [] }
}
