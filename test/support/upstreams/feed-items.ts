import type { Day, UnixMs } from '../../../src/domain/time.ts'
import { toEasternTime } from '../../../src/domain/eastern-time.ts'
import { isAnnouncedDay } from './announced-papers.ts'
import { type Change, findState, type PaperState, type World, type WorldPaper } from './world.ts'

// Source: arXiv's own feed server: the most items of one feed, and from which version replacements are left out.
const MOST_ITEMS = 2000
const LAST_REPLACED_VERSION = 5

/** How a feed of some categories tells of a paper: what is new elsewhere is "cross" there. */
const TYPES = ['new', 'cross', 'replace', 'replace-cross'] as const
export type AnnounceType = (typeof TYPES)[number]

/** One paper of a feed, as it stands now. */
export type FeedItem = { state: PaperState; type: AnnounceType }

/** The day whose feed is shown at an instant: it changes at midnight in New York. */
export function toFeedDay(at: UnixMs): Day {
  return toEasternTime(at).day
}

/**
 * What a feed of categories and archives tells of a day, at an instant: new papers first, in each kind the highest id
 * first; nothing at weekends and on holidays.
 */
export function listFeedItems(world: World, asked: readonly string[], day: Day, at: UnixMs): FeedItem[] {
  if (!isAnnouncedDay(day)) return []
  const items = (world.byDay.get(day) ?? []).flatMap((paper) => {
    const change = paper.changes.find((one) => one.day === day && one.kind !== 'edit')
    const type = change && findType(paper, change, asked)
    const state = type && findState(paper, 'feed', at)
    return type && state ? [{ state, type }] : []
  })
  const toPlace = ({ type }: FeedItem): number => TYPES.indexOf(type)
  return items.sort((a, b) => toPlace(a) - toPlace(b) || (a.state.id < b.state.id ? 1 : -1)).slice(0, MOST_ITEMS)
}

function findType(paper: WorldPaper, change: Change, asked: readonly string[]): AnnounceType | undefined {
  const before = findWords(paper, change, false)
  const after = findWords(paper, change, true)
  const isAsked = (category: string): boolean =>
    asked.some((one) => one === category || (!one.includes('.') && category.startsWith(`${one}.`)))
  const isPrimary = isAsked(after[0] ?? '')
  if (change.kind === 'cross') {
    const added = after.filter((category) => !before.includes(category))
    return added.some(isAsked) ? 'cross' : undefined
  }
  if (!after.some(isAsked)) return undefined
  if (change.kind === 'new') return isPrimary ? 'new' : 'cross'
  const version = paper.changes.filter((one) => one.day <= change.day && one.submittedAt !== undefined).length
  if (version > LAST_REPLACED_VERSION) return undefined
  return isPrimary ? 'replace' : 'replace-cross'
}

/** The categories of a paper before a change, or with it. */
function findWords(paper: WorldPaper, change: Change, included: boolean): readonly string[] {
  const told = paper.changes.filter(({ day }) => (included ? day <= change.day : day < change.day))
  return told.findLast(({ words }) => words.categories !== undefined)?.words.categories ?? []
}
