import { toAuthorKey } from '../../domain/author-key.ts'
import type { PaperId } from '../../domain/paper.ts'
import { addDays, type Clock, type Day, type UnixMs } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { createTurns, type Turns } from '../../platform/turns.ts'
import { chunks } from '../../store/chunks.ts'
import { type DayPaper, listDayPapers, rankDay } from '../../store/day-papers.ts'

/** By what the papers of a day are found. Categories by their codes and by their archives: "cs.LG" and "cs". */
export type DayKey = 'category' | 'author' | 'organisation'

/** A paper of the edition of a day. */
export type PlacedDayPaper = DayPaper & { day: Day }

/** The papers of a stretch of days. A paper that was featured on several stands once, on the last. */
export type PeriodPapers = {
  /** Those under a key: most votes first, then what was featured, then the newest. An author's key is that of `toAuthorKey`. */
  list(by: DayKey, key: string): PlacedDayPaper[]
  /** All of them, in this order: what was featured first, then what arXiv announced. */
  all(): PlacedDayPaper[]
  /** One of them by its id. */
  find(id: PaperId): PlacedDayPaper | undefined
}

/** Reads the papers of a stretch of days, both included. */
export type ReadPeriodPapers = (period: { from: Day; to: Day }) => Promise<PeriodPapers>

type Keys = Record<DayKey, Map<string, PlacedDayPaper[]>>
type DayIndex = { papers: Map<PaperId, PlacedDayPaper>; keys: Keys }

/** A catch-up needs sixteen days, those before it for what came late; two digests of different zones another. */
const MOST_DAYS = 18
/** Votes and late papers come in all the time, and ten thousand digests of one morning should not read them anew. */
const KEPT_MS = 60_000

/** Papers that are read in one turn: some five milliseconds. */
const AT_ONCE = 200

/** Makes the use case on a database. Read in turns, so that nobody waits for it, and kept for a minute. */
export function keepDayPapers(db: Db, clock: Clock, turns: Turns = createTurns()): ReadPeriodPapers {
  const kept = new Map<Day, { at: UnixMs; index: Promise<DayIndex> }>()
  const find = (day: Day): Promise<DayIndex> => {
    const known = kept.get(day)
    if (known && Math.abs(clock() - known.at) < KEPT_MS) return known.index
    const entry = { at: clock(), index: readDay(db, day, turns) }
    entry.index.catch(() => kept.get(day) === entry && kept.delete(day))
    kept.delete(day)
    kept.set(day, entry)
    const [oldest] = kept.keys()
    if (kept.size > MOST_DAYS && oldest !== undefined) kept.delete(oldest)
    return entry.index
  }
  return async ({ from, to }) => {
    const days: DayIndex[] = []
    for (let day = to; day >= from; day = addDays(day, -1)) days.push(await find(day))
    return {
      list: (by, key) => join(days.map(({ keys }) => keys[by].get(key) ?? [])).sort(compareDayPapers),
      all: () => join(days.map(({ papers }) => [...papers.values()])).sort(compareInEdition),
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

/** Days come with the last first. */
function join(days: readonly (readonly PlacedDayPaper[])[]): PlacedDayPaper[] {
  const [only = []] = days
  if (days.length === 1) return [...only]
  const seen = new Set<string>()
  return days.flat().filter(({ id }) => !seen.has(id) && seen.add(id))
}

function compareDayPapers(a: DayPaper, b: DayPaper): number {
  return b.votes - a.votes || Number(b.isFeatured) - Number(a.isFeatured) || b.publishedAt - a.publishedAt
}

function compareInEdition(a: DayPaper, b: DayPaper): number {
  return Number(b.isFeatured) - Number(a.isFeatured) || compareDayPapers(a, b)
}
