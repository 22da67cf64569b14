import type { Harvest, PaperSource, Signal } from '../../domain/harvest.ts'
import { COUNTS, type Paper } from '../../domain/paper.ts'
import type { AskUpstream, ReadItem } from '../../domain/ports.ts'
import type { Clock, Day } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { refuseOverlong } from '../refuse-overlong.ts'
import { toDailyRecords } from './answer.ts'
import { createAskPage } from './ask-page.ts'
import { EDITION_SLOTS, findTaskDay, planNewest, planRange } from './edition-tasks.ts'
import { type EditionReading, readEdition } from './read-edition.ts'
import { refuseOtherDays } from './refuse-other-days.ts'

/** What the source is made of. `address` is the API's without `/api/daily_papers`. */
export type DailyPapersSettings = { ask: AskUpstream; address: string; clock: Clock }

/**
 * The Daily Papers: the papers that people featured, edition by edition, with votes, comments and stars as they grow.
 *
 * Each task reads one edition whole, since places and the sum of votes are those of the whole. A paper that is no longer
 * in an edition's answer stays where it was seen.
 */
export function createDailyPapersSource({ ask, address, clock }: DailyPapersSettings): PaperSource {
  return {
    name: 'daily_papers',
    title: 'Daily Papers',
    terms: 'At most 500 requests in five minutes from one address; an edition takes one, and no key is needed.',
    addresses: [address],
    slots: EDITION_SLOTS,
    planStart: planNewest,
    planBackfill: (from, to) => planRange(from, to, clock()),
    harvest: async (key, _resume, { signal }) => {
      const day = findTaskDay(key)
      if (day === undefined) throw new UpstreamError('refused', `The Daily Papers have no "${key}" to be read.`)
      const reading = await readEdition(createAskPage({ ask, address, clock }, day, signal))
      refuseOtherDays(reading, day, clock())
      return toHarvest(reading, day)
    },
  }
}

function toHarvest({ items, faults }: EditionReading, day: Day): Harvest {
  const papers = toDailyRecords(items.map(({ item, at }) => ({ item, seen: { at, day } })))
  const read: ReadItem[] = [...papers.map((paper) => refuseOverlong({ paper })), ...faults.map((fault) => ({ fault }))]
  const taken = read.flatMap((one) => ('paper' in one ? [one.paper] : []))
  return { items: read, signals: taken.flatMap(listSignals), total: read.length }
}

function listSignals({ id, counts }: Paper): Signal[] {
  return COUNTS.flatMap((name) => {
    const timed = counts[name]?.timed
    return timed ? [{ id, name, ...timed }] : []
  })
}
