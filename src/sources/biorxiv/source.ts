import { z } from 'zod'
import type { Harvest, HarvestContext, PaperSource } from '../../domain/harvest.ts'
import type { AskUpstream } from '../../domain/ports.ts'
import { HOUR_MS, isDay } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { parseAnswerJson } from '../answer-json.ts'
import { type DayWindow, widenWindow } from '../day-window.ts'
import { readResume } from '../read-resume.ts'
import { type Page, readPage } from './answer.ts'
import { type Server, toCategoryName } from './preprint.ts'
import { parsePosted, planPosted, planPostedAlone, planWeeks, type PostedTask, toPostedSubject } from './tasks.ts'

/** What a source of preprints is made of. */
export type BiorxivSettings = {
  ask: AskUpstream
  server: Server
  /** Of the API, which answers for both servers. */
  address: string
  /** As the server names them, in any spelling; none means all. */
  categories: readonly string[]
}

const TITLES: Record<Server, string> = { biorxiv: 'bioRxiv', medrxiv: 'medRxiv' }
/** A page of a hundred is some 300 KB. */
const MOST_BYTES = 16 * 1024 * 1024
const TIMEOUT_MS = 90_000
/** What a day's lists get late is read with the next day's. */
const DAYS_BEFORE = 1
const START_DAYS_BEFORE = 3
/** All that both servers post in a year is a fifth of that. */
const MOST_ANSWERS = 5000

/**
 * bioRxiv or medRxiv: what was posted in a range of days, page by page, in all versions. Known by DOI, and announced on
 * the day of the first version.
 */
export function createBiorxivSource({ ask, server, address, categories }: BiorxivSettings): PaperSource {
  const title = TITLES[server]
  const wanted = [...new Set(categories.map(toCategoryName))].sort()
  return {
    name: server,
    title,
    terms: 'Free and without a key: a hundred preprints a request, one request at a time, a second between two.',
    addresses: [address],
    slots: [
      {
        // When a day's preprints are nearly all there, and early in the morning for the rest.
        pattern: '20 5,21 * * *',
        zone: 'America/New_York',
        spreadMs: HOUR_MS,
        plan: (at) => [planPosted(wanted, at, DAYS_BEFORE)],
      },
    ],
    planStart: (now) => [planPostedAlone(wanted, now, START_DAYS_BEFORE)],
    planBackfill: (from, to) => planWeeks(wanted, from, to),
    mostAnswers: MOST_ANSWERS,
    harvest: async (key, resume, context) => {
      const task = parsePosted(key)
      const place = readResume(placeSchema, resume) ?? (await findBeginning(task, context))
      const { cursor, from } = place
      const url = `${address}/details/${server}/${from}/${task.until}/${cursor}/json`
      const answer = await ask({ url, mostBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS }, context.signal)
      if (answer.status === 304)
        throw new UpstreamError('broken', `${title} answered 304 to a question without condition.`)
      const settings = { source: server, title, categories: new Set(task.categories), cursor }
      return goOn(readPage(parseAnswerJson(answer, title), settings), task, place)
    },
  }
}

/** Where the pages of a task go on. Its first day is kept with it: what was read before may be another by then. */
const placeSchema = z.object({ cursor: z.int().nonnegative().max(999_999_999), from: z.string().refine(isDay) })
type Place = z.output<typeof placeSchema> & { missed?: DayWindow }

/** A daily task begins where the last one that was read whole ended, if that lies before its own first day. */
async function findBeginning(task: PostedTask, context: HarvestContext): Promise<Place> {
  const reached = task.isDaily ? await context.findReach?.(toPostedSubject(task.categories)) : undefined
  return { cursor: 0, ...widenWindow(task, reached, DAYS_BEFORE) }
}

function goOn(page: Page, task: PostedTask, { from, missed }: Place): Harvest {
  const { next, ...rest } = page
  const reached = task.isDaily && next === undefined && { subject: toPostedSubject(task.categories), day: task.until }
  return {
    ...rest,
    ...(missed && { missed }),
    ...(reached && { reached }),
    ...(next !== undefined && { resume: JSON.stringify({ cursor: next, from } satisfies Place) }),
  }
}
