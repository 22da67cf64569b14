import { reckonAnnouncedDay } from '../../../src/domain/arxiv-calendar.ts'
import { addDays, type Day, DAY_MS, fromUtcDay, type UnixMs } from '../../../src/domain/time.ts'
import { SeededRandom } from '../../../src/services/sample/random.ts'
import type { AnnouncedPaper } from './announced-papers.ts'
import { fromEasternTime } from '../../../src/domain/eastern-time.ts'
import { type Change, createWorld, type World, type WorldPaper } from './world.ts'

const HOUR_MS = 3_600_000
const CUTOFF_MINUTE = 14 * 60

/** How much becomes of papers after they were announced, as parts of the new papers of a day. */
export type Growth = { replaced: number; crossed: number; edited: number; late: number; seed: number }

const COMMON: Growth = { replaced: 0.3, crossed: 0.08, edited: 0.05, late: 0.03, seed: 1 }

/**
 * Makes a world of announced papers: later days bring new versions of earlier ones, some of them withdrawn, list others
 * in one more category and correct a reference. Some records are late in OAI, all by up to a day in the query API, and a
 * few papers are of ids of before 2007. The same papers and seed make the same world.
 */
export function growWorld(announced: readonly AnnouncedPaper[], growth: Partial<Growth> = {}): World {
  const wish = { ...COMMON, ...growth }
  const random = new SeededRandom()
  random.restart(wish.seed, 12)
  const days = [...Map.groupBy(announced, ({ day }) => day)].sort(([a], [b]) => (a < b ? -1 : 1))
  const categories = [...new Set(announced.flatMap(({ words }) => words.categories))].sort()
  const papers: WorldPaper[] = []
  for (const [day, batch] of days) {
    const older = papers.length
    for (const { id, words } of batch) {
      papers.push({ id, changes: [toChange(day, 'new', words, toSubmittedAt(day, random))] })
    }
    if (older === 0) papers.push(...writeOldPapers(day, batch, random))
    const pick = (part: number): WorldPaper[] =>
      Array.from({ length: Math.ceil(batch.length * part) }, () => papers[random.below(older)]!)
    if (older === 0) continue
    for (const paper of pick(wish.replaced)) changeOnce(paper, day, () => replace(paper, day, random))
    for (const paper of pick(wish.crossed)) changeOnce(paper, day, () => cross(paper, day, categories, random))
    for (const paper of pick(wish.edited)) changeOnce(paper, day, () => edit(day))
    const old = papers.filter(({ id }) => id.includes('/'))[random.below(4)]
    if (old !== undefined) changeOnce(old, day, () => replace(old, day, random))
  }
  return createWorld(papers)

  function toChange(day: Day, kind: Change['kind'], words: Change['words'], submittedAt?: UnixMs): Change {
    const late = { oaiLateMs: random.happens(wish.late) ? DAY_MS : 0, apiLateMs: random.below(24) * HOUR_MS }
    return { day, kind, words, ...late, ...(submittedAt === undefined ? {} : { submittedAt }) }
  }

  function changeOnce(paper: WorldPaper, day: Day, make: () => Change | undefined): void {
    const change = paper.changes.at(-1)!.day < day ? make() : undefined
    if (change !== undefined) paper.changes.push(change)
  }

  function replace(paper: WorldPaper, day: Day, chance: SeededRandom): Change | undefined {
    const { title, abstract, withdrawn } = toWords(paper)
    if (withdrawn === true) return undefined
    const version = paper.changes.filter(({ submittedAt }) => submittedAt !== undefined).length + 1
    const words = chance.happens(0.03)
      ? { withdrawn: true, comments: 'This paper has been withdrawn: an error was found in the third section' }
      : {
          title: `${title?.replace(/ \(v\d+\)$/, '')} (v${version})`,
          abstract: `${abstract} Version ${version} says more.`,
        }
    return toChange(day, 'replace', words, toSubmittedAt(day, chance))
  }

  function cross(paper: WorldPaper, day: Day, all: readonly string[], chance: SeededRandom): Change | undefined {
    const known = toWords(paper).categories ?? []
    const category = all[chance.below(all.length)]!
    return known.includes(category) ? undefined : toChange(day, 'cross', { categories: [...known, category] })
  }

  function edit(day: Day): Change {
    const number = random.below(9000)
    return toChange(day, 'edit', { journalRef: `J. Made-up Res. ${number} (2026)`, doi: `10.5555/made-up.${number}` })
  }

  /** Papers of before 2007, announced long ago: later days bring new versions of them too. */
  function writeOldPapers(day: Day, [first]: readonly AnnouncedPaper[], chance: SeededRandom): WorldPaper[] {
    return Array.from({ length: 3 }, (_, place) => {
      const words = { ...first!.words, title: `An old paper, number ${place}`, comments: 'Written by us' }
      const submittedAt = fromUtcDay('2006-11-27' as Day) + chance.below(86_400) * 1000
      return { id: `cs/06119${90 + place}`, changes: [toChange(addDays(day, -4000), 'new', words, submittedAt)] }
    })
  }
}

function toWords(paper: WorldPaper): Change['words'] {
  return Object.assign({}, ...paper.changes.map(({ words }) => words)) as Change['words']
}

/** A whole second at which a paper was submitted that is announced for a day; one in forty was held back for days. */
function toSubmittedAt(day: Day, random: SeededRandom): UnixMs {
  const cutoff = fromEasternTime({ day: toBatchDay(day), minuteOfDay: CUTOFF_MINUTE })
  const before = cutoff - 1000 - random.below(72 * 3600) * 1000
  if (random.happens(0.025)) return before - 5 * DAY_MS
  return reckonAnnouncedDay(before) === day ? before : cutoff - 1000 - random.below(23 * 3600) * 1000
}

/** The working day whose cut-off closes the batch of an announced day: Monday's batch is closed on Friday. */
function toBatchDay(day: Day): Day {
  let batch = addDays(day, -1)
  if (new Date(fromUtcDay(batch)).getUTCDay() === 0) batch = addDays(batch, -2)
  return batch
}
