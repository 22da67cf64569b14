import { Hono } from 'hono'
import { z } from 'zod'
import { toIso } from '../../../domain/time.ts'
import type { SourceStanding } from '../../../services/sync/source-standing.ts'
import type { Operation } from '../../openapi/operation.ts'
import { readQuery, wholeNumber } from '../../query.ts'
import { type PublicProblem, toPublicProblem } from '../../sources/public-problem.ts'
import { taggedAnswer } from '../../sources/tagged-answer.ts'
import { sourceProblem, type SourceProblem } from './source-answers.ts'

const MOST_PROBLEMS = 500
const query = z.object({ limit: wholeNumber(1, MOST_PROBLEMS, 100).describe('Problems at most.') })

/** A problem that lasts, made up. */
export const EXAMPLE_PROBLEM: SourceProblem = {
  ...{ id: '1f0c9a5be27d4431', source: 'arxiv', kind: 'late', title: 'arXiv is late', subject: '2026-04-01' },
  message:
    'What arXiv announces for 2026-04-01 was due 3 hours ago and has not come. It is asked for until it is there.',
  ...{ firstAt: '2026-04-01T08:00:00.000Z', lastAt: '2026-04-01T08:00:00.000Z', times: 1, isSettled: false },
}

/** What the API says of problems. */
export const problemsOperation: Operation = {
  path: '/api/v1/problems',
  name: 'listProblems',
  summary: 'What went wrong with sources, and whether it is over',
  description: `What went wrong with sources in the last ninety days, the last told first. \`/problems.atom\` is the same as a
feed to subscribe to.`,
  query,
  answer: { schema: z.array(sourceProblem), description: 'The last told first.', example: [EXAMPLE_PROBLEM] },
}

/** GET /api/v1/problems — what went wrong with sources. */
export function problemsRoutes({ listTroubles }: Pick<SourceStanding, 'listTroubles'>): Hono {
  return new Hono().get(problemsOperation.path, async (c) => {
    const { limit } = readQuery(c, query)
    const problems = (await listTroubles(limit)).map(toPublicProblem).map(toProblemItem)
    return taggedAnswer(c, JSON.stringify(problems), 'application/json')
  })
}

/** A problem as JSON. */
export function toProblemItem(problem: PublicProblem): SourceProblem {
  const { id, source, kind, title, subject, message, firstAt, lastAt, times, settledAt } = problem
  return {
    ...{ id, source, kind, title },
    ...(subject !== '' && { subject }),
    ...{ message, firstAt: toIso(firstAt), lastAt: toIso(lastAt), times, isSettled: settledAt !== undefined },
    ...(settledAt !== undefined && { settledAt: toIso(settledAt) }),
  }
}
