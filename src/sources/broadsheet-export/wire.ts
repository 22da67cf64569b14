import { z } from 'zod'
import { normaliseDoi } from '../../domain/doi.ts'
import {
  type Account,
  type Count,
  type CountName,
  type DailyAuthor,
  type EditionEntry,
  MOST_COUNT,
  type Organization,
  type PaperFields,
  type PaperId,
  type Printed,
  SOURCES,
} from '../../domain/paper.ts'
import { type Day, isDay, parseInstant, type UnixMs } from '../../domain/time.ts'

// Every shape is held against the keys of its noun, so that a new key cannot be lost between export and import.
type Shape<Noun> = Record<keyof Noun, z.ZodType>

// Strict where the daily papers' schemas are lenient: the format is our own, and what it says wrongly is a fault.
const count = z.int().nonnegative().max(MOST_COUNT)
/** Below 0 where a value was reckoned, not told. */
const weight = z.int().min(-1).max(MOST_COUNT)
const instant = z.string().transform((written, context): UnixMs => {
  const read = parseInstant(written)
  if (read === undefined) context.addIssue('not an instant')
  return read ?? z.NEVER
})
const day = z
  .string()
  .refine(isDay, 'not a day')
  .transform((written) => written as Day)
const text = z.string().exactOptional()
const flag = z.boolean().exactOptional()

const account = z.object({
  handle: z.string(),
  externalId: text,
  fullname: text,
  avatarUrl: text,
  kind: text,
  pro: flag,
  staff: flag,
  staffAdmin: flag,
  moderator: flag,
  followerCount: count.exactOptional(),
} satisfies Shape<Account>)
const organization = z.object({
  handle: z.string(),
  externalId: text,
  fullname: text,
  avatarUrl: text,
} satisfies Shape<Organization>)
const dailyAuthor = z.object({
  externalId: z.string(),
  name: z.string(),
  hidden: z.boolean(),
  status: text,
  statusChangedAt: instant.exactOptional(),
  account: account.exactOptional(),
} satisfies Shape<DailyAuthor>)
const printed = z.object({
  organization: organization.exactOptional(),
  projectPage: text,
  githubRepo: text,
  githubRepoAddedBy: text,
  votes: count.exactOptional(),
  authorParticipating: flag,
} satisfies Shape<Printed>)
const entry = z.object({
  day,
  submittedAt: instant.exactOptional(),
  submitter: account.exactOptional(),
  place: count.exactOptional(),
  answerVotes: count.exactOptional(),
  printed: printed.exactOptional(),
} satisfies Shape<EditionEntry>)
const counted = z.object({
  timed: z.object({ at: instant, count }).exactOptional(),
  untimed: count.exactOptional(),
  page: count.exactOptional(),
} satisfies Shape<Count>)

/** The fields of a paper as the export writes them: instants are texts. */
export const exportFields = z.object({
  title: z.string().regex(/\S/, 'blank'),
  abstract: text,
  authors: z.array(z.string()).exactOptional(),
  authorCount: count.exactOptional(),
  publishedAt: instant.exactOptional(),
  updatedAt: instant.exactOptional(),
  version: z.int().positive().max(MOST_COUNT).exactOptional(),
  categories: z.array(z.string()).exactOptional(),
  primaryCategory: text,
  comment: text,
  journalRef: text,
  doi: z.string().transform(normaliseDoi).exactOptional(),
  announcedDay: day.exactOptional(),
  organization: organization.exactOptional(),
  projectPage: text,
  githubRepo: text,
  githubRepoAddedBy: text,
  mediaUrls: z.array(z.string()).exactOptional(),
  aiSummary: text,
  aiKeywords: z.array(z.string()).exactOptional(),
  aiSummaryModel: text,
  discussionId: text,
  withdrawnAt: instant.exactOptional(),
  authorParticipating: flag,
  thumbnailUrl: text,
  dailyAuthors: z.array(dailyAuthor).exactOptional(),
} satisfies Shape<PaperFields>)

// Two arXiv ids never are one work, so none is a former key of another.
const FORMER_KEY = /^(?:doi|title|sample):./

/** What a line of the export says of its paper beside the fields. */
export const exportSurroundings = z.object({
  id: z.string().exactOptional(),
  counts: z
    .object({
      votes: counted.exactOptional(),
      comments: counted.exactOptional(),
      stars: counted.exactOptional(),
      citations: counted.exactOptional(),
    } satisfies Shape<Record<CountName, Count>>)
    .default({}),
  entries: z.array(entry).default([]),
  formerIds: z
    .array(
      z
        .string()
        .regex(FORMER_KEY, 'not a former key')
        .transform((id) => id as PaperId),
    )
    .default([]),
  origins: z
    .array(z.object({ source: z.enum(SOURCES), at: instant, weight, fields: z.array(exportFields.keyof()) }))
    .default([]),
})
