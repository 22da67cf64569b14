import type { Digest, DigestPaper } from '../domain/digest.ts'
import type { Rhythm } from '../domain/subscription.ts'
import type { Day } from '../domain/time.ts'
import { toAuthorLine, toCounted, toDateRange, toNumber, toVotes } from './wording.ts'

/** What the links of a digest say, in mails, messages and pages. */
export const LINK_WORDS = {
  more: 'More like this',
  less: 'Less like this',
  edition: 'Read the whole edition',
  whole: 'Read the whole digest',
  inbox: 'Past digests and settings',
  unsubscribe: 'Stop this digest',
} as const

/** What stands beside a text that is not of the authors. */
export const MODEL_MARK = 'By a language model'

const SMALL = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** "five", "1,200": in words up to twelve. */
export function toSmallNumber(count: number): string {
  return SMALL[count] ?? toNumber(count)
}

/** "no papers", "one paper", "1,200 papers". */
export function toPaperCount(count: number): string {
  return `${toSmallNumber(count)} paper${count === 1 ? '' : 's'}`
}

/** How many papers a digest has, and of how many: "five papers of 94"; where there were no others, "five papers". */
export function toCounts({ papers, considered }: Pick<Digest, 'papers' | 'considered'>): string {
  const count = toPaperCount(papers.length)
  return considered > papers.length ? `${count} of ${toNumber(considered)}` : count
}

type Days = Pick<Digest, 'from' | 'to' | 'isCatchUp'>

/** The days that a digest is of: "18 November"; of a week, or where some were missed, all of them: "12 to 18 November". */
export function toShortDays(digest: Days, span: Rhythm['span']): string {
  return toDateRange(toFirst(digest, span), digest.to)
}

/** As `toShortDays`, with the year: "18 November 2026", "12 to 18 November 2026". */
export function toDays(digest: Days, span: Rhythm['span']): string {
  const [days, year] = [toShortDays(digest, span), digest.to.slice(0, 4)]
  // A range over a turn of the year has both.
  return toFirst(digest, span).startsWith(year) ? `${days} ${year}` : days
}

/** A digest of working days is of its last, though on Mondays it holds what came since Friday. */
function toFirst({ from, to, isCatchUp }: Days, span: Rhythm['span']): Day {
  return isCatchUp || span === 'week' ? from : to
}

/** Why a digest covers more days than others, as a sentence; empty where it does not. */
export function toCatchUp({ isCatchUp }: Pick<Digest, 'isCatchUp'>): string {
  return isCatchUp ? 'It covers several days, since some were missed.' : ''
}

/** What stands where no paper is, and what was looked at: two sentences. */
export function toNothing(digest: Digest, span: Rhythm['span']): { nothing: string; lookedAt: string } {
  const { considered, isCatchUp } = digest
  const when = isCatchUp ? `from ${toShortDays(digest, span)}` : span === 'week' ? 'this week' : 'today'
  const lookedAt = considered === 0 ? 'No new paper came.' : `None of ${toCounted(considered, 'paper')} was chosen.`
  return { nothing: `Nothing worth your time ${when}.`, lookedAt }
}

/** Who wrote a paper, and its votes: "A. Field, B. Wood and 12 more · University of Oslo · 94 votes". */
export function toByline({ authors, authorCount, organisation = '', votes }: DigestPaper): string {
  const parts = [toAuthorLine({ authors, authorCount }), organisation, toVotes(votes)]
  return parts.filter((part) => part !== '').join(' · ')
}

/** What a language model wrote of a paper, marked as such; empty where none did. */
export function toMarkedSummary({ summary }: Pick<DigestPaper, 'summary'>): string {
  return summary === undefined ? '' : `${MODEL_MARK}: ${summary}`
}
