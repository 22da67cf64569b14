import { Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../../domain/error.ts'
import { COUNTS, type CountName } from '../../../domain/paper.ts'
import { toIso } from '../../../domain/time.ts'
import type { FindPaper } from '../../../services/find-paper.ts'
import type { ListCounts } from '../../../services/list-counts.ts'
import type { Operation } from '../../openapi/operation.ts'
import { findPaperId } from '../../paper-address.ts'
import { readQuery } from '../../query.ts'

/** What this route asks of the program. */
export type CountsRouteDeps = { findPaper: FindPaper; listCounts: ListCounts }

const [PREFIX, SUFFIX] = ['/api/v1/papers/', '/counts'] as const

const countName = z.enum(COUNTS, `expected one of ${COUNTS.join(', ')}`)
const query = z.object({
  name: z.array(countName).default([]).describe('What to tell; all of it without. May be repeated.'),
})

const countSeries = z
  .object({
    name: countName,
    source: z.string().describe('Who counted: `daily_papers`.'),
    points: z
      .array(z.object({ at: z.iso.datetime(), count: z.number() }))
      .describe('The first first. Only changes are kept, so a number holds until the next point.'),
  })
  .meta({ id: 'CountSeries', description: 'How a number of a paper changed, as one source told it.' })
type CountSeriesItem = z.infer<typeof countSeries>

const EXAMPLE: CountSeriesItem[] = [
  {
    ...{ name: 'votes', source: 'daily_papers' },
    points: [
      { at: '2026-04-01T02:05:00.000Z', count: 1 },
      { at: '2026-04-01T07:05:00.000Z', count: 9 },
      { at: '2026-04-01T08:05:00.000Z', count: 12 },
    ],
  },
]

/** What the API says of how the numbers of a paper changed. */
export const countsOperation: Operation = {
  path: `${PREFIX}{id}${SUFFIX}`,
  name: 'listCounts',
  summary: 'How the votes, comments, stars and citations of a paper came',
  description: `A series of each number from each source that counted it, as often as the source was asked: votes and comments
every hour while the edition is new and for two weeks, stars and citations now and then. Empty where nobody counted.`,
  pathParameters: [{ name: 'id', description: 'Any id under which the paper is or was known.', example: '2604.00001' }],
  query,
  repeatable: ['name'],
  answer: { schema: z.array(countSeries), description: 'By name, then by source.', example: EXAMPLE },
  errors: { not_found: 'There is no such paper here.' },
}

/** GET /api/v1/papers/{id}/counts?name= — the series of each number of a paper, by any id it has or had. */
export function countsRoutes({ findPaper, listCounts }: CountsRouteDeps): Hono {
  return new Hono().get(`${PREFIX}:id{.+}${SUFFIX}`, async (c) => {
    const { name: names } = readQuery(c, query, ['name'])
    const id = findPaperId(c.req.url, PREFIX, SUFFIX)
    const paper = id === undefined ? undefined : await findPaper(id)
    if (!paper) throw new AppError('not_found', 'Paper not found')
    const isAsked = (name: CountName): boolean => names.length === 0 || names.includes(name)
    const series = (await listCounts(paper.id)).filter(({ name }) => isAsked(name))
    return c.json(
      series.map(({ name, source, points }): CountSeriesItem => ({
        ...{ name, source },
        points: points.map(({ at, count }) => ({ at: toIso(at), count })),
      })),
    )
  })
}
