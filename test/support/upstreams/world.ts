import { type Day, DAY_MS, type UnixMs } from '../../../src/domain/time.ts'
import { fromEasternTime } from '../../../src/domain/eastern-time.ts'

/** What the world says of a paper, in arXiv's words. */
export type Words = {
  title: string
  abstract: string
  authors: readonly string[]
  /** The first is the primary one. */
  categories: readonly string[]
  comments?: string
  journalRef?: string
  doi?: string
  license: string
  withdrawn?: boolean
}

/** Something that became known of a paper with the announcement of a day. An `edit` is not announced: only OAI tells. */
export type Change = {
  day: Day
  kind: 'new' | 'cross' | 'replace' | 'edit'
  words: Partial<Words>
  /** When the version was submitted that it brings; absent where it brings none. */
  submittedAt?: UnixMs
  /** By how much OAI and the query API are later than they commonly are. */
  oaiLateMs: number
  apiLateMs: number
}

/** A paper with all that is to become of it, by day. The first change brings every word. */
export type WorldPaper = { id: string; changes: Change[] }

/** All papers, and who changes on which day. */
export type World = { papers: ReadonlyMap<string, WorldPaper>; byDay: ReadonlyMap<Day, readonly WorldPaper[]> }

/** A paper as it stands at an instant. */
export type PaperState = Words & {
  id: string
  /** When each version was submitted, the first first. */
  versions: readonly UnixMs[]
  /** The day of the last change. */
  datestamp: Day
  /** The day on which it was announced as new. */
  announcedDay: Day
}

/** The interfaces of arXiv differ in when they know. */
export type Channel = 'oai' | 'feed' | 'api'

const OAI_MINUTE = 22 * 60 + 30

/** When a channel tells of a change: OAI at 22:30 Eastern of the evening before, feeds at midnight, the API later. */
export function toToldAt(channel: Channel, change: Change): UnixMs {
  const midnight = toMidnight(change.day)
  if (channel === 'feed') return midnight
  // Clocks are changed at two in the morning: an evening is as far from midnight as on any day.
  const evening = midnight + (OAI_MINUTE - 24 * 60) * 60_000
  return evening + (channel === 'oai' ? change.oaiLateMs : change.apiLateMs)
}

const midnights = new Map<Day, UnixMs>()

/** When a day begins in New York: reckoned once, since it takes long and every paper asks. */
function toMidnight(day: Day): UnixMs {
  const known = midnights.get(day) ?? fromEasternTime({ day, minuteOfDay: 0 })
  midnights.set(day, known)
  return known
}

/**
 * A paper as a channel knows it at an instant; `undefined` where it does not yet.
 *
 * @param behind how many of the last changes it has not heard of, against what is common; never all
 */
export function findState(paper: WorldPaper, channel: Channel, at: UnixMs, behind = 0): PaperState | undefined {
  // A day and a night are the most that anything is late by: what is older needs no reckoning of zones.
  const told = paper.changes.filter(
    (change) => Date.parse(change.day) < at - 3 * DAY_MS || toToldAt(channel, change) <= at,
  )
  const [first] = told
  if (first === undefined || first !== paper.changes[0]) return undefined
  const state = { id: paper.id, versions: [] as UnixMs[], datestamp: first.day, announcedDay: first.day }
  for (const change of told.slice(0, Math.max(1, told.length - behind))) {
    Object.assign(state, change.words)
    state.datestamp = change.day
    if (change.submittedAt !== undefined) state.versions.push(change.submittedAt)
  }
  return state as unknown as PaperState
}

/** Makes a world of papers. */
export function createWorld(papers: Iterable<WorldPaper>): World {
  const byId = new Map<string, WorldPaper>()
  const byDay = new Map<Day, WorldPaper[]>()
  for (const paper of papers) {
    byId.set(paper.id, paper)
    for (const day of new Set(paper.changes.map((change) => change.day))) {
      const there = byDay.get(day)
      if (there) there.push(paper)
      else byDay.set(day, [paper])
    }
  }
  return { papers: byId, byDay: new Map([...byDay].sort(([a], [b]) => (a < b ? -1 : 1))) }
}
