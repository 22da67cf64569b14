import { z } from 'zod'

/** 24 hexadecimal digits: the source's own id, or a hash where it told none. */
const externalId = z.string().regex(/^[0-9a-f]{24}$/)
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .meta({ format: 'date-time' })

/** An account in the wire format. `user` stands where a name was claimed or a paper submitted, and equals `name`. */
const wireUser = z
  .object({
    _id: externalId,
    avatarUrl: z.string().describe('Absolute, or relative to the server that the account is of.'),
    fullname: z.string(),
    name: z.string().describe('The name of the account.'),
    type: z.string().describe('`user` or `org`.'),
    isPro: z.boolean(),
    user: z.string().exactOptional().describe('The same as `name`.'),
    isHf: z.boolean().exactOptional(),
    isHfAdmin: z.boolean().exactOptional(),
    isMod: z.boolean().exactOptional(),
    followerCount: z.number().exactOptional(),
    isUserFollowing: z.boolean().exactOptional().describe('Always false: reading is anonymous.'),
  })
  .meta({ id: 'User', description: 'An account of the community in which a paper was featured.' })
export type WireUser = z.infer<typeof wireUser>

/** An author in the wire format. */
const wireAuthor = z
  .object({
    _id: externalId,
    user: wireUser.exactOptional().describe('The account that claimed the name.'),
    name: z.string(),
    status: z.string().exactOptional().describe('What became of the claim: `claimed_verified` and the like.'),
    statusLastChangedAt: instant.exactOptional(),
    hidden: z.boolean(),
  })
  .meta({ id: 'Author', description: 'One author, in the order of the paper.' })
export type WireAuthor = z.infer<typeof wireAuthor>

/** An organisation in the wire format. */
const wireOrganization = z
  .object({
    _id: externalId,
    name: z.string().describe('Its short name, as addresses hold it.'),
    fullname: z.string().exactOptional(),
    avatar: z.string().exactOptional(),
  })
  .meta({ id: 'Organization', description: 'The organisation a paper is from.' })
export type WireOrganization = z.infer<typeof wireOrganization>

const organization = wireOrganization.exactOptional().describe('The organisation the paper is from.')
const mediaUrls = z.array(z.string()).exactOptional().describe('Pictures and films of the paper.')

/** A paper in the wire format. A key that is unknown is absent, never null. */
export const wirePaper = z
  .object({
    id: z.string().describe('The arXiv id without a version, or one of ours: `doi:…`, `openreview:…`, `title:…`.'),
    authors: z.array(wireAuthor),
    mediaUrls,
    publishedAt: instant.describe('The first submission, in UTC.'),
    submittedOnDailyAt: instant.exactOptional().describe('The day of the edition, or the instant of submission to it.'),
    title: z.string(),
    submittedOnDailyBy: wireUser.exactOptional().describe('Who featured the paper.'),
    summary: z.string().describe('The abstract.'),
    upvotes: z.number().describe('Votes; in an edition that is not the paper’s last, those it had then.'),
    withdrawnAt: instant.exactOptional(),
    discussionId: externalId,
    projectPage: z.string().exactOptional(),
    githubRepo: z.string().exactOptional().describe('The whole address of its code.'),
    githubRepoAddedBy: z.string().exactOptional().describe('`user`, `auto` or `admin`.'),
    ai_summary: z.string().exactOptional().describe('A summary that came with the paper, made by a machine.'),
    ai_keywords: z.array(z.string()).exactOptional(),
    ai_summary_model: z.string().exactOptional(),
    githubStars: z.number().exactOptional(),
    organization,
  })
  .meta({ id: 'Paper', description: 'A paper. A key that is not known is absent, never null.' })
export type WirePaper = z.infer<typeof wirePaper>

/** An item of an edition in the wire format. */
export const dailyPaper = z
  .object({
    paper: wirePaper,
    publishedAt: instant.describe('`paper.publishedAt` as a clock in New York shows it; yet it ends in `Z`.'),
    title: z.string(),
    summary: z.string(),
    mediaUrls,
    thumbnail: z.string().describe('The address of a picture card.'),
    numComments: z.number(),
    submittedBy: wireUser.describe('Who featured the paper; this server where nobody did.'),
    organization,
    isAuthorParticipating: z.boolean().describe('Whether an author takes part in the discussion.'),
  })
  .meta({ id: 'DailyPaper', description: 'A paper as it stands in an edition; what is said of it twice is the same.' })
export type DailyPaper = z.infer<typeof dailyPaper>
