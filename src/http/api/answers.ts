import { z } from 'zod'
import { dailyPaper, wirePaper } from './wire.ts'

const nothing = z.array(z.never()).describe('Always empty: there are none here.')
const none = z.number().describe('Always 0.')

/** A paper in the list of all papers. */
export const paperListItem = wirePaper
  .pick({ id: true, title: true, upvotes: true, publishedAt: true })
  .extend({
    thumbnailUrl: z.string().describe('The address of a picture card.'),
    ...wirePaper.pick({ authors: true, summary: true, projectPage: true, githubRepo: true }).shape,
    ...wirePaper.pick({ ai_summary: true, organization: true }).shape,
  })
  .meta({ id: 'PaperListItem', description: 'What the list of all papers says of one.' })
export type PaperListItem = z.infer<typeof paperListItem>

/** A text of which parts are what was searched for. */
export const markedText = z
  .array(z.object({ type: z.enum(['text', 'highlight']), text: z.string() }))
  .describe('The text in parts: those of type `highlight` are what was searched for. Joined they are the text.')

/** A paper that a search found. */
export const searchItem = dailyPaper
  .omit({ submittedBy: true })
  .extend({
    upvoted: z.boolean().describe('Always false: nobody is signed in.'),
    highlightedTitle: markedText,
    highlightedSummary: markedText,
  })
  .meta({ id: 'SearchItem', description: 'A paper that a search found, as it is known now.' })
export type SearchItem = z.infer<typeof searchItem>

/** One paper by itself, with what it is linked to and what `field` asked for. */
export const paperDetail = wirePaper
  .extend({
    linkedModels: nothing,
    numTotalModels: none,
    linkedDatasets: nothing,
    numTotalDatasets: none,
    linkedSpaces: nothing,
    numTotalSpaces: none,
    submissionDeadline: wirePaper.shape.withdrawnAt.describe(
      'With `field=submissionDeadline`: until when the format lets a paper be submitted, fourteen days after it appeared.',
    ),
    comments: z
      .array(z.never())
      .exactOptional()
      .describe('With `field=comments`: empty, since their texts are not kept yet; `numComments` tells how many.'),
  })
  .meta({ id: 'PaperDetail', description: 'One paper, as it is known now.' })
export type PaperDetail = z.infer<typeof paperDetail>

/** What refers to a paper. */
export const linkedRepos = z
  .object({ models: nothing, datasets: nothing, spaces: nothing })
  .meta({ id: 'LinkedRepos', description: 'Models, data sets and spaces that name a paper.' })

/** An error, in every answer that is none. */
export const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().describe('The kind of error: for machines.'),
    status: z.number(),
    detail: z.string().describe('What happened: for people.'),
    instance: z.string().describe('The path that was asked for.'),
    error: z.string().describe('The same as `detail`: where clients of the Daily Papers API look.'),
  })
  .meta({ id: 'Problem', description: 'An error in the form of RFC 9457.' })
