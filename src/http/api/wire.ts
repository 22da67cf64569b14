/** An account in the wire format. `user` stands where a name was claimed or a paper submitted, and equals `name`. */
export type WireUser = {
  _id: string
  avatarUrl: string
  fullname: string
  name: string
  type: string
  isPro: boolean
  user?: string
  isHf?: boolean
  isHfAdmin?: boolean
  isMod?: boolean
  followerCount?: number
  isUserFollowing?: boolean
}

/** An author in the wire format; `_id` has 24 hexadecimal digits. */
export type WireAuthor = {
  _id: string
  user?: WireUser
  name: string
  status?: string
  statusLastChangedAt?: string
  hidden: boolean
}

/** An organisation in the wire format; `name` is its handle. */
export type WireOrganization = { _id: string; name: string; fullname?: string; avatar?: string }

/** A paper in the wire format. Instants are ISO 8601 with milliseconds; a key that is unknown is absent, never null. */
export type WirePaper = {
  id: string
  authors: WireAuthor[]
  mediaUrls?: string[]
  publishedAt: string
  submittedOnDailyAt?: string
  title: string
  submittedOnDailyBy?: WireUser
  summary: string
  upvotes: number
  withdrawnAt?: string
  discussionId: string
  projectPage?: string
  githubRepo?: string
  githubRepoAddedBy?: string
  ai_summary?: string
  ai_keywords?: string[]
  ai_summary_model?: string
  githubStars?: number
  organization?: WireOrganization
}

/** An item of an edition in the wire format. */
export type DailyPaper = {
  paper: WirePaper
  publishedAt: string
  title: string
  summary: string
  mediaUrls?: string[]
  thumbnail: string
  numComments: number
  submittedBy: WireUser
  organization?: WireOrganization
  isAuthorParticipating: boolean
}

/** The members that are known, in their order: the wire format has no null. */
export function present<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never
}

/** An instant as the wire format writes it: "2026-04-01T00:00:00.000Z". */
export function toIso(instant: number): string {
  return new Date(instant).toISOString()
}
