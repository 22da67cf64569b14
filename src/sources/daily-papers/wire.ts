import { z } from 'zod'
import { MOST_COUNT } from '../../domain/paper.ts'
import { isDay, parseInstant } from '../../domain/time.ts'
import { lenient, listOf } from '../lenient.ts'

const text = lenient(z.string())
const flag = lenient(z.boolean())
const count = lenient(z.int().nonnegative().max(MOST_COUNT))
const instant = lenient(z.string().transform(parseInstant))
const texts = lenient(listOf(z.string()))

/** An account as answers give it. Old ones have `id` in place of `_id`, or neither, and `user` in place of `name`. */
const wireAccount = z.object({
  _id: text,
  id: text,
  name: text,
  user: text,
  fullname: text,
  avatarUrl: text,
  type: text,
  isPro: flag,
  isHf: flag,
  isHfAdmin: flag,
  isMod: flag,
  followerCount: count,
})
export type WireAccount = z.infer<typeof wireAccount>

const wireOrganization = z.object({ _id: text, name: text, fullname: text, avatar: text })
/** An organisation as answers give it, as far as they tell. */
export type WireOrganization = z.infer<typeof wireOrganization>

const wireAuthor = z.object({
  _id: text,
  name: text,
  hidden: flag,
  status: text,
  statusLastChangedAt: instant,
  user: lenient(wireAccount),
})
/** An author as answers give it, with the account that claimed the name; any of it may be absent. */
export type WireAuthor = z.infer<typeof wireAuthor>

/** What may stand within an item's `paper` as well as beside it. */
const onEitherLevel = {
  title: text,
  summary: text,
  publishedAt: instant,
  mediaUrls: texts,
  organization: lenient(wireOrganization),
}

/** A paper as answers give it: within the items of an edition, and by itself in the answer about one paper. */
export const wirePaper = z.object({
  ...onEitherLevel,
  id: text,
  // One that is no author leaves an empty place, so that the gap shows.
  authors: lenient(z.array(wireAuthor.catch({}))),
  submittedOnDailyAt: instant,
  submittedOnDailyBy: lenient(wireAccount),
  upvotes: count,
  withdrawnAt: instant,
  discussionId: text,
  projectPage: text,
  githubRepo: text,
  githubRepoAddedBy: text,
  githubStars: count,
  ai_summary: text,
  ai_keywords: texts,
  ai_summary_model: text,
})
export type WirePaper = z.infer<typeof wirePaper>

/** An item of an edition: what stands beside its `paper`. */
export const wireItem = z.object({
  ...onEitherLevel,
  numComments: count,
  submittedBy: lenient(wireAccount),
  isAuthorParticipating: flag,
  thumbnail: text,
})
export type WireItem = z.infer<typeof wireItem>

/** A flat row: a featured paper as it was seen at `snapshotAt`, with the days on which it was listed. */
export const wireRow = z.object({
  id: text,
  title: text,
  abstract: text,
  authors: texts,
  publishedAt: instant,
  submittedOnDailyAt: instant,
  submittedBy: text,
  upvotes: count,
  numComments: count,
  organization: lenient(wireOrganization),
  githubRepo: text,
  githubStars: count,
  projectPage: text,
  ai_summary: text,
  ai_keywords: texts,
  snapshotAt: instant,
  dates: lenient(listOf(z.string().refine(isDay))),
})
export type WireRow = z.infer<typeof wireRow>
