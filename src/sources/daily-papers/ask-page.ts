import { isUtf8 } from 'node:buffer'
import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import type { AskUpstream, Fault, UpstreamAnswer } from '../../domain/ports.ts'
import { addDays, type Clock, type Day } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { toToldText } from '../../platform/network/told-text.ts'
import { parseAnswerJson } from '../answer-json.ts'
import { isDailyAnswer, readDailyItems } from './answer.ts'
import type { DailyItem } from './daily-item.ts'
import type { AskEditionPage, EditionPage } from './read-edition.ts'

const NAME = 'The Daily Papers'
/** As many items as the API gives at once. */
const PAGE_SIZE = 100
/** An item has some 7 KB; one with hundreds of authors ten times as much. */
const MOST_BYTES = 16 * 1024 * 1024
const REPLACEMENT = '\ufffd'

/** Asks for the pages of one day's edition. */
export function createAskPage(
  { ask, address, clock }: { ask: AskUpstream; address: string; clock: Clock },
  day: Day,
  signal: AbortSignal,
): AskEditionPage {
  return async (page, before) => {
    const url = `${address}/api/daily_papers?date=${day}&limit=${PAGE_SIZE}&p=${page}`
    try {
      const answer = await ask({ url, headers: { Accept: 'application/json' }, mostBytes: MOST_BYTES }, signal)
      // Nothing was shown that could be unchanged.
      if (answer.status === 304) throw new UpstreamError('broken', `${NAME} answered 304, which was not asked for.`)
      return readPage(answer, before)
    } catch (thrown) {
      throw isNotYet(thrown, day, clock) ? new UpstreamError('stale', toNotYet(day), { cause: thrown }) : thrown
    }
  }
}

/** A day that is not open is answered 400. Clocks differ, and an edition may open late: for days long open it means other. */
function isNotYet(thrown: unknown, day: Day, clock: Clock): boolean {
  const status = thrown instanceof UpstreamError ? thrown.answer?.status : undefined
  return status === 400 && day >= addDays(toOpenEditionDay(clock()), -1)
}

function toNotYet(day: Day): string {
  return `${NAME} have not opened the edition of ${day} yet.`
}

function readPage(answer: UpstreamAnswer & { status: 200 }, before: number): EditionPage {
  const value = parseAnswerJson(answer, NAME)
  // Some tell an error in an answer that calls itself a success.
  if (!isDailyAnswer(value)) {
    const told = toToldText(new TextDecoder().decode(answer.bytes))
    throw new UpstreamError('broken', `${NAME} answered with something that is no list of papers: ${told}`)
  }
  const { items, faults, count } = readDailyItems(value, before)
  const sound = isUtf8(answer.bytes) ? { items, faults } : leaveOutDamaged(items, faults)
  return { ...sound, count, at: answer.at, hasNext: hasNextPage(answer, count) }
}

/** Bytes that are no UTF-8 cost the items that they stand in, not those beside them. */
function leaveOutDamaged(items: readonly DailyItem[], faults: readonly Fault[]) {
  const isDamaged = (item: DailyItem): boolean => JSON.stringify(item).includes(REPLACEMENT)
  const damaged = items.filter(isDamaged).map(({ identity }) => ({
    position: identity.id,
    reason: 'its text is not UTF-8',
  }))
  return { items: items.filter((item) => !isDamaged(item)), faults: [...faults, ...damaged] }
}

function hasNextPage({ headers }: UpstreamAnswer & { status: 200 }, count: number): boolean {
  const link = headers?.['link']
  // One that tells nothing of pages is asked until a page is not full.
  return link === undefined ? count >= PAGE_SIZE : /\brel="?next\b/i.test(link)
}
