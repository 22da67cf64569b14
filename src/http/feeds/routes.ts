import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../domain/error.ts'
import { parseDayPeriod, parseMonthPeriod, parseWeekPeriod } from '../../domain/period.ts'
import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import type { Clock } from '../../domain/time.ts'
import { isPlainText } from '../../platform/plain-text.ts'
import { MOST_FOUND, MOST_QUERY_LETTERS } from '../../services/search/searching.ts'
import { openDayOf, versionOf } from '../middleware/conditional.ts'
import { readQuery, wholeNumber } from '../query.ts'
import { answerFeed, type FeedAnswering, writeFeed } from './answer-feed.ts'
import { composeFeed, type FeedDeps, PAPERS_A_PAGE } from './compose-feed.ts'
import { FEED_ENDING, FEED_FORMS, type FeedForm, splitFeedFile } from './feed.ts'
import { type FeedPlace, type FeedTopic, toFeedPath } from './feed-place.ts'
import type { FeedTopics } from './topics.ts'

/** As pages of the catalogue: a list is entered by counting through it. */
const LAST_PAGE = 1000
const MOST_VOTES = 1_000_000
const LONGEST_NAME = 200

const query = z.object({ votes: wholeNumber(0, MOST_VOTES, 0), p: wholeNumber(0, LAST_PAGE, 0) })
const searchQuery = query.extend({
  q: z
    .string()
    .trim()
    .min(1, 'expected what to search for')
    .max(MOST_QUERY_LETTERS, `expected at most ${MOST_QUERY_LETTERS} characters`),
  p: wholeNumber(0, MOST_FOUND / PAPERS_A_PAGE - 1, 0),
})

/** What the routes of feeds ask of the program: `topics` are told of each feed that is read. */
export type FeedRouteDeps = FeedDeps & FeedAnswering & { clock: Clock; topics: FeedTopics | undefined }

/**
 * GET /feeds/papers, editions, trending, search?q=, date/:day, week/:week, month/:month, categories/:code, authors/:name and
 * organisations/:handle, each with the ending of its form (.atom, .rss, .json), with ?votes= and ?p=.
 */
export function feedRoutes(deps: FeedRouteDeps): Hono {
  const { clock, topics, keeper, stylesheet, baseUrl, hub } = deps
  const noteTopic = (place: FeedPlace): void => {
    const remake = async () =>
      writeFeed(await composeFeed(place, toOpenEditionDay(clock()), deps), place.form, stylesheet)
    const key = toFeedPath(place)
    topics?.note(key, async () => (await keeper.remake(key, remake)).tag)
  }
  if (hub !== undefined) for (const place of listFirstPlaces()) noteTopic(place)
  const answer = (c: Context, topic: FeedTopic, form: FeedForm): Promise<Response> => {
    const { votes: leastVotes, p: page } = topic.kind === 'search' ? readQuery(c, searchQuery) : readQuery(c, query)
    const place: FeedPlace = { topic, form, leastVotes, page }
    const key = toFeedPath(place)
    const told = page === 0 ? hub : undefined
    if (told !== undefined) noteTopic(place)
    const asked = { key, form, self: `${baseUrl}${key}`, version: versionOf(c), hub: told }
    return answerFeed(c, { ...asked, make: () => composeFeed(place, openDayOf(c), deps) }, deps)
  }
  return new Hono()
    .get(`/feeds/:file{(?:papers|editions|trending)${FEED_ENDING}}`, (c) => {
      const [kind, form] = fileOf(c)
      return answer(c, { kind: kind as 'papers' | 'editions' | 'trending' }, form)
    })
    .get(`/feeds/:file{search${FEED_ENDING}}`, (c) => {
      const [, form] = fileOf(c)
      return answer(c, { kind: 'search', text: readQuery(c, searchQuery).q }, form)
    })
    .get(`/feeds/date/:file{.+${FEED_ENDING}}`, (c) => {
      const [name, form] = fileOf(c)
      return answer(c, { kind: 'period', period: parseDayPeriod(name) }, form)
    })
    .get(`/feeds/week/:file{.+${FEED_ENDING}}`, (c) => {
      const [name, form] = fileOf(c)
      return answer(c, { kind: 'period', period: parseWeekPeriod(name) }, form)
    })
    .get(`/feeds/month/:file{.+${FEED_ENDING}}`, (c) => {
      const [name, form] = fileOf(c)
      return answer(c, { kind: 'period', period: parseMonthPeriod(name) }, form)
    })
    .get(`/feeds/categories/:file{.+${FEED_ENDING}}`, (c) => answer(c, ...toNamed('category', c)))
    .get(`/feeds/authors/:file{.+${FEED_ENDING}}`, (c) => answer(c, ...toNamed('author', c)))
    .get(`/feeds/organisations/:file{.+${FEED_ENDING}}`, (c) => answer(c, ...toNamed('organisation', c)))
}

/** The feeds that a hub is told of though nobody has asked for them since the start: all know them. */
function listFirstPlaces(): FeedPlace[] {
  const kinds = ['papers', 'editions', 'trending'] as const
  return kinds.flatMap((kind) => FEED_FORMS.map((form) => ({ topic: { kind }, form, leastVotes: 0, page: 0 })))
}

function fileOf(c: Context): [name: string, form: FeedForm] {
  return splitFeedFile(c.req.param('file') ?? '')
}

function toNamed(kind: 'category' | 'author' | 'organisation', c: Context): [FeedTopic, FeedForm] {
  const [name, form] = fileOf(c)
  if (name.length > LONGEST_NAME || !isPlainText(name)) throw new AppError('not_found', 'There is no such name here')
  return [{ kind, name }, form]
}
