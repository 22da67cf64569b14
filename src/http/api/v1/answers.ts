import { z } from 'zod'
import { SEARCH_MODES } from '../../../services/search/searching.ts'
import { markedText } from '../answers.ts'

/** What a list says of a paper: what its page shows of it without its abstract. */
const headlineItem = z
  .object({
    id: z.string(),
    title: z.string(),
    authors: z.array(z.string()).describe('Full names, in the order of the paper.'),
    categories: z.array(z.string()).describe('The primary one first.'),
    votes: z.number(),
    comments: z.number(),
    publishedAt: z.iso.datetime().exactOptional(),
    withdrawnAt: z.iso.datetime().exactOptional(),
    featuredOn: z.iso.date().exactOptional().describe('The edition in which it stood last.'),
    organization: z.object({ handle: z.string(), fullname: z.string().exactOptional() }).exactOptional(),
    url: z.string().describe('Its page.'),
  })
  .meta({ id: 'Headline', description: 'What a list says of a paper. A key that is not known is absent, never null.' })
export type HeadlineItem = z.infer<typeof headlineItem>

const scorePart = z.object({
  name: z.string(),
  value: z.number().describe('So much of the score; the parts sum to it, but for rounding.'),
  detail: z.string().exactOptional(),
})

const foundPaper = z
  .object({
    paper: headlineItem,
    score: z.number().describe('The larger the better; comparable within one answer alone.'),
    highlightedTitle: markedText,
    highlightedAbstract: markedText
      .exactOptional()
      .describe('The whole abstract, in parts; absent where there is none.'),
    excerpt: markedText
      .exactOptional()
      .describe('The stretch of the abstract that says most about the query, in parts.'),
    parts: z.array(scorePart).exactOptional().describe('With `explain=1`: what the score is made of.'),
  })
  .meta({ id: 'FoundPaper', description: 'A paper that a search found.' })
/** A paper that a search found. */
export type FoundPaperItem = z.infer<typeof foundPaper>

const filterCount = z
  .object({
    kind: z.enum(['category', 'code', 'year', 'featured']),
    value: z.string().describe('As the query language writes it: `cs.LG`, `yes`, `2026`.'),
    count: z.number().describe('How many of the best papers it leaves.'),
    text: z.string().describe('The query with this filter, or without it where it is on: to be sent as `q`.'),
    isOn: z.boolean(),
  })
  .meta({ id: 'FilterCount', description: 'What a search can be narrowed by.' })

/** A part of what a search found. */
export const foundPage = z
  .object({
    papers: z.array(foundPaper),
    matched: z.number().describe('How many papers match; at least so many where not `isExact`.'),
    near: z.number().exactOptional().describe('How many more were found by meaning alone.'),
    isExact: z.boolean(),
    hasMore: z.boolean(),
    mode: z.enum(SEARCH_MODES),
    filters: z.array(filterCount),
    named: z.string().exactOptional().describe('The paper that the query names by its id or address.'),
    absent: z.string().exactOptional().describe('The id that the query names so, where no paper here has it.'),
    suggestion: z.string().exactOptional().describe('A likelier spelling of the whole query.'),
    unknownWords: z
      .array(z.string())
      .exactOptional()
      .describe('Words and phrases of the query that no paper here holds, as they were typed.'),
    isPartial: z.boolean().describe('Whether the search was ended before it had looked everywhere: it took too long.'),
    meaningNote: z
      .string()
      .exactOptional()
      .describe('Why meaning counts for less than was asked for: the embedding server is away, or not done yet.'),
    waiting: z.number().describe('Changes of the store that the search does not know of yet.'),
  })
  .meta({ id: 'FoundPage', description: 'A part of what a search found, and what it can be narrowed by.' })
export type FoundPage = z.infer<typeof foundPage>

/** A paper like another. */
export const similarItem = z
  .object({
    paper: headlineItem,
    similarity: z.number().describe('How near both are in meaning: the cosine of their vectors, to 1.'),
    shared: z.array(z.string()).describe('Words that both use, the most telling first.'),
  })
  .meta({ id: 'SimilarPaper', description: 'A paper like another, and why.' })
export type SimilarItem = z.infer<typeof similarItem>

/** What could be meant by the beginning of a query. */
export const suggestionItem = z
  .object({
    kind: z.enum(['title', 'author', 'category']),
    label: z.string().describe('To be shown.'),
    text: z.string().describe('The query that is meant: to be sent as `q`.'),
    url: z.string().describe('The page it leads to: a paper, or the search for `text`.'),
  })
  .meta({ id: 'Suggestion', description: 'What could be meant by the beginning of a query.' })
export type SuggestionItem = z.infer<typeof suggestionItem>
