import type { PaperDetail, PaperListItem, SearchItem } from './answers.ts'
import type { DailyPaper, WirePaper, WireUser } from './wire.ts'

// Made up, and checked by a test against the schemas: what a new reader of the description sees first.
const SUBMITTER: WireUser = {
  _id: '5f0c1d2e3a4b5c6d7e8f9a0b',
  avatarUrl: 'https://papers.example.org/icon.svg',
  fullname: 'Ada Kestrel',
  name: 'ada-k',
  type: 'user',
  isPro: false,
}

const ORGANIZATION = { _id: '1a2b3c4d5e6f7a8b9c0d1e2f', name: 'lowland-lab', fullname: 'Lowland Laboratory' }

const HEAD: Pick<WirePaper, 'id' | 'authors' | 'publishedAt'> = {
  id: '2604.00001',
  authors: [{ _id: '6af158e8fee37f0fd9aed956', name: 'Ada Kestrel', hidden: false }],
  publishedAt: '2026-03-31T17:20:11.000Z',
}
const TITLE = 'On the patience of long and quiet proofs'
const SUMMARY = 'We show that waiting is a form of search.'
const THUMBNAIL = 'https://papers.example.org/papers/2604.00001/thumbnail.png'

const PAPER: WirePaper = {
  ...HEAD,
  submittedOnDailyAt: '2026-04-01T00:00:00.000Z',
  title: TITLE,
  submittedOnDailyBy: { ...SUBMITTER, user: 'ada-k' },
  summary: SUMMARY,
  upvotes: 12,
  discussionId: '71efbb6bde3c8aa18548e7d9',
  projectPage: 'https://patience.example.org',
  githubRepo: 'https://code.example.org/lowland/patience',
  githubStars: 31,
  organization: ORGANIZATION,
}

/** An item of an edition. */
export const EXAMPLE_DAILY_PAPER: DailyPaper = {
  paper: PAPER,
  publishedAt: '2026-03-31T13:20:11.000Z',
  title: TITLE,
  summary: SUMMARY,
  thumbnail: THUMBNAIL,
  numComments: 2,
  submittedBy: { ...SUBMITTER, isHf: false, isHfAdmin: false, isMod: false, followerCount: 8, isUserFollowing: false },
  organization: ORGANIZATION,
  isAuthorParticipating: true,
}

const { submittedBy: _, ...FOUND } = EXAMPLE_DAILY_PAPER

/** A paper that a search for "patience" found. */
export const EXAMPLE_SEARCH_ITEM: SearchItem = {
  ...FOUND,
  upvoted: false,
  highlightedTitle: [
    { type: 'text', text: 'On the ' },
    { type: 'highlight', text: 'patience' },
    { type: 'text', text: ' of long and quiet proofs' },
  ],
  highlightedSummary: [{ type: 'text', text: SUMMARY }],
}

/** One paper by itself. */
export const EXAMPLE_DETAIL: PaperDetail = {
  ...PAPER,
  linkedModels: [],
  numTotalModels: 0,
  linkedDatasets: [],
  numTotalDatasets: 0,
  linkedSpaces: [],
  numTotalSpaces: 0,
}

/** A paper in the list of all papers. */
export const EXAMPLE_LIST_ITEM: PaperListItem = {
  id: HEAD.id,
  title: TITLE,
  upvotes: 12,
  publishedAt: HEAD.publishedAt,
  thumbnailUrl: THUMBNAIL,
  authors: HEAD.authors,
  summary: SUMMARY,
  organization: ORGANIZATION,
}
