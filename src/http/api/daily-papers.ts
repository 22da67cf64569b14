import { Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../domain/error.ts'
import { parseDayPeriod, parseMonthPeriod, parseWeekPeriod, type Period } from '../../domain/period.ts'
import type { Day } from '../../domain/time.ts'
import { TRENDING_DAYS, TRENDING_HALF_LIFE_DAYS } from '../../domain/trending.ts'
import type { EditionPart, ListFeaturedPapers } from '../../services/list-edition.ts'
import type { ListTrendingPapers } from '../../services/list-trending.ts'
import { openDayOf } from '../middleware/conditional.ts'
import { isPlainText } from '../../platform/plain-text.ts'
import { toOnePeriod } from '../one-period.ts'
import { parsedBy, readQuery, wholeNumber } from '../query.ts'
import { toDailyPaper } from './daily-paper.ts'
import { EXAMPLE_DAILY_PAPER } from './examples.ts'
import { setNextLink } from './next-link.ts'
import type { Operation } from '../openapi/operation.ts'
import { dailyPaper } from './wire.ts'

type Lists = { listFeaturedPapers: ListFeaturedPapers; listTrendingPapers: ListTrendingPapers }
type Deps = Lists & { baseUrl: string }

const MOST_PAPERS = 100
const LAST_PAGE = 1_000_000_000

const ACCOUNT = 'expected an account name'
const SORTS = ['publishedAt', 'trending'] as const
const query = z.object({
  date: parsedBy(parseDayPeriod)
    .optional()
    .meta({ type: 'string', format: 'date', description: 'One day, `2026-04-01`.' }),
  week: parsedBy(parseWeekPeriod)
    .optional()
    .meta({ type: 'string', pattern: '^\\d{4}-W(0[1-9]|[1-4]\\d|5[0-3])$', description: 'An ISO week, `2026-W14`.' }),
  month: parsedBy(parseMonthPeriod)
    .optional()
    .meta({ type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: 'A calendar month, `2026-04`.' }),
  submitter: z
    .string()
    .min(1, ACCOUNT)
    .refine(isPlainText, ACCOUNT)
    .optional()
    .describe('Only what this account featured.'),
  sort: z
    .enum(SORTS, 'expected publishedAt or trending')
    .default('publishedAt')
    .describe('Makes a difference only where no day, week, month or submitter is named.'),
  p: wholeNumber(0, LAST_PAGE, 0).describe('The page; the first is 0.'),
  limit: wholeNumber(1, MOST_PAPERS, 50).describe('Papers a page.'),
})
type Query = z.infer<typeof query>

/** What the API says of editions. */
export const dailyPapersOperation: Operation = {
  path: '/api/daily_papers',
  name: 'listDailyPapers',
  summary: 'The papers of a day, a week or a month',
  description: `A list of papers as they stand in editions.

- A day, week or month stands by votes, most first; equal votes as the source of the edition listed them.
- Without one, the newest edition comes first, each by votes. With \`sort=trending\`, the papers featured in the
  ${TRENDING_DAYS} days up to the newest edition, by votes that fade: each counts half after ${TRENDING_HALF_LIFE_DAYS} days.
- A paper stands in the edition of the day on which it was featured. Where nothing was featured in what is asked for, the
  first 30 papers that arXiv announced then are answered: most votes first, then the newest. Asked for a \`submitter\`,
  only what they featured.
- A paper that was featured on several days of a week or month stands there once, on the last of them.
- Days are those of editions. The edition of a day opens at 21:30 New York time of the evening before; a period that
  has not begun by then is refused. A day without papers, as at weekends, is \`[]\`, and so is a page past the end.
- \`date\`, \`week\` and \`month\` exclude one another.`,
  query,
  paged: true,
  answer: { schema: z.array(dailyPaper), description: 'A page of papers.', example: [EXAMPLE_DAILY_PAPER] },
}

/** GET /api/daily_papers — the featured papers of a day, week or month, or the newest first, in the wire format. */
export function dailyPapersRoutes({ baseUrl, ...lists }: Deps): Hono {
  return new Hono().get('/api/daily_papers', async (c) => {
    const asked = readQuery(c, query)
    const { items, hasMore } = await listPart(asked, openDayOf(c), lists)
    if (hasMore) setNextLink(c, baseUrl, { p: String(asked.p + 1) })
    return c.json(items.map(({ paper, entry }) => toDailyPaper(paper, entry, baseUrl)))
  })
}

function listPart(asked: Query, openDay: Day, { listFeaturedPapers, listTrendingPapers }: Lists): Promise<EditionPart> {
  const { sort, submitter, p, limit: size } = asked
  const period = findPeriod(asked, openDay)
  const offset = p * size
  if (sort === 'trending' && !period && submitter === undefined) return listTrendingPapers(openDay, { offset, size })
  return listFeaturedPapers({
    ...(period && { from: period.from }),
    to: period && period.to < openDay ? period.to : openDay,
    ...(submitter !== undefined && { submitter }),
    offset,
    size,
  })
}

/** @throws AppError `invalid` where several are asked for, or one that has not begun */
function findPeriod(asked: Query, openDay: Day): Period | undefined {
  const period = toOnePeriod(asked)
  if (period && period.from > openDay) {
    const name = period.kind === 'day' ? 'date' : period.kind
    throw new AppError('invalid', `${name}: "${period.name}" is not published yet; the newest edition is of ${openDay}`)
  }
  return period
}
