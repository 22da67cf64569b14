import { toAuthorKey } from '../../domain/author-key.ts'
import type { PaperId } from '../../domain/paper.ts'
import { addDays, type Clock, type Day } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { readBriefly } from '../../platform/keep-briefly.ts'
import { createTurns, type Turns } from '../../platform/turns.ts'
import { chunks } from '../../store/chunks.ts'
import { type DayPaper, listDayPapers, rankDay } from '../../store/day-papers.ts'

/** By what the papers of a day are found. Categories by their codes and by their archives: "cs.LG" and "cs". */
export type DayKey = 'category' | 'author' | 'organisation'

/** A paper of the edition of a day. */
export type PlacedDayPaper = DayPaper & { day: Day }

/** The papers of a stretch of days. A paper that was featured on several stands once, on the last. */
export type PeriodPapers = {
  /**
   * Those under a key: most votes first, equal ones by day, the last first, and then as its edition has them. Authors
   * have the key of `toAuthorKey`.
   */
  list(by: DayKey, key: string): PlacedDayPaper[]
  /** All of them, in the order in which the edition of these days is shown (`listEdition`). */
  all(): PlacedDayPaper[]
  /** One of them by its id. */
  find(id: PaperId): PlacedDayPaper | undefined
}

/** Reads the papers of a stretch of days, both included. */
export type ReadPeriodPapers = (period: { from: Day; to: Day }) => Promise<PeriodPapers>

type Keys = Record<DayKey, Map<string, PlacedDayPaper[]>>
type DayIndex = { papers: Map<PaperId, PlacedDayPaper>; keys: Keys }

/** A catch-up needs fourteen days, seven before it for what came late, and two digests of different zones another. */
const MOST_DAYS = 23
/** Votes and late papers come in all the time, and ten thousand digests of one morning should not read them anew. */
const KEPT_MS = 60_000

/** Papers that are read in one turn: some five milliseconds. */
const AT_ONCE = 200

/** Makes the use case on a database. Read in turns, so that nobody waits for it, and kept for a minute. */
export function keepDayPapers(db: Db, clock: Clock, turns: Turns = createTurns()): ReadPeriodPapers {
  const readKept = readBriefly<DayIndex>({ ms: KEPT_MS, clock, most: MOST_DAYS })
  return async ({ from, to }) => {
    const days: DayIndex[] = []
    for (let day = to; day >= from; day = addDays(day, -1)) {
      days.push(await readKept(day, () => readDay(db, day, turns)))
    }
    return {
      list: (by, key) => join(days.map(({ keys }) => keys[by].get(key) ?? [])).sort(compareVotes),
      all() {
        const papers = join(days.map((day) => [...day.papers.values()]))
        return days.length === 1 ? papers : papers.sort(compareInPeriod)
      },
      find: (id) => days.find(({ papers }) => papers.has(id))?.papers.get(id),
    }
  }
}

async function readDay(db: Db, day: Day, turns: Turns): Promise<DayIndex> {
  const index: DayIndex = {
    papers: new Map(),
    keys: { category: new Map(), author: new Map(), organisation: new Map() },
  }
  for (const placings of chunks(await rankDay(db, day), AT_ONCE)) {
    await turns.take()
    for (const paper of await listDayPapers(db, placings)) addPaper(index, { ...paper, day })
  }
  return index
}

function addPaper({ papers, keys }: DayIndex, paper: PlacedDayPaper): void {
  const add = (by: DayKey, names: readonly string[]): void => {
    for (const name of new Set(names)) {
      const list = keys[by].get(name)
      if (list) list.push(paper)
      else keys[by].set(name, [paper])
    }
  }
  papers.set(paper.id, paper)
  add('category', [...paper.categories, ...paper.categories.map((code) => code.split('.')[0] ?? code)])
  add('author', paper.authors.map(toAuthorKey))
  if (paper.organisation !== undefined) add('organisation', [paper.organisation])
}

/** Days come with the last first, each in the order of its edition; sorting leaves equal ones so. */
function join(days: readonly (readonly PlacedDayPaper[])[]): PlacedDayPaper[] {
  const [only = []] = days
  if (days.length === 1) return [...only]
  const seen = new Set<string>()
  return days.flat().filter(({ id }) => !seen.has(id) && seen.add(id))
}

function compareVotes(a: DayPaper, b: DayPaper): number {
  return b.votes - a.votes
}

/** As `rankFeatured` and `rankListed` order a range: of what was featured the day counts, of the rest how new it is. */
function compareInPeriod(a: DayPaper, b: DayPaper): number {
  if (a.isFeatured !== b.isFeatured) return a.isFeatured ? -1 : 1
  if (a.isFeatured || a.votes !== b.votes) return compareVotes(a, b)
  const [aAt, bAt] = [a.publishedAt ?? -Infinity, b.publishedAt ?? -Infinity]
  return aAt === bAt ? compareIds(b.id, a.id) : bAt - aAt
}

/** As the databases compare them, which are told to go by bytes: ids have no letters beyond ASCII. */
function compareIds(a: PaperId, b: PaperId): number {
  return a < b ? -1 : Number(a > b)
}
