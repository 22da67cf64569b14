import { Hono } from 'hono'
import type { SourceStanding } from '../../services/sync/source-standing.ts'
import { toAtom } from '../feeds/forms/atom.ts'
import { type FeedEntry, toUpdatedAt } from '../feeds/feed.ts'
import { type PublicProblem, toChangedAt, toPublicProblem } from './public-problem.ts'
import { taggedAnswer } from './tagged-answer.ts'

/** Where the feed of problems is. */
export const PROBLEMS_PATH = '/problems.atom'

const MOST_ENTRIES = 100

/** GET /problems.atom — what went wrong with sources, to subscribe to. */
export function problemsFeed({ listTroubles }: Pick<SourceStanding, 'listTroubles'>, baseUrl: string): Hono {
  return new Hono().get(PROBLEMS_PATH, async (c) => {
    const problems = (await listTroubles(MOST_ENTRIES)).map(toPublicProblem)
    return taggedAnswer(c, toFeed(problems, baseUrl), 'application/atom+xml; charset=utf-8')
  })
}

function toFeed(problems: readonly PublicProblem[], baseUrl: string): string {
  const newest = problems.toSorted((one, other) => toChangedAt(other) - toChangedAt(one))
  const self = `${baseUrl}${PROBLEMS_PATH}`
  const page = `${baseUrl}/about#sources`
  const entries = newest.map((problem) => toEntry(problem, { self, page }))
  return toAtom({
    ...{ id: self, self, page, entries, updatedAt: toUpdatedAt(entries) },
    title: 'Problems with sources · Broadsheet',
    subtitle: `What keeps papers from coming to ${baseUrl}, and when that is over.`,
  })
}

function toEntry(problem: PublicProblem, { self, page }: { self: string; page: string }): FeedEntry {
  const { id, title, subject, message, kind, firstAt, settledAt } = problem
  const about = subject === '' ? title : `${title} (${subject})`
  return {
    id: `${self}#${id}`,
    title: settledAt === undefined ? about : `Over: ${about}`,
    content: { text: settledAt === undefined ? message : `This is over. Before, it said: ${message}` },
    ...{ publishedAt: firstAt, updatedAt: toChangedAt(problem), categories: [{ term: kind }], page },
  }
}
