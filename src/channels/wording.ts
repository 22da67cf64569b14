import { cutText } from '../domain/cut-text.ts'
import type { Digest, DigestPaper } from '../domain/digest.ts'
import { toAuthorLine, toCounted, toDate, toDateRange, toNumber } from '../platform/wording.ts'

// Longer than any that people wrote: they only keep a text without end out of a message.
const [MOST_TITLE, MOST_GIST, MOST_REASON, MOST_TOPIC, MOST_BYLINE] = [400, 1200, 300, 100, 250]

/** What the links of a message say. */
export const LINK_WORDS = {
  more: 'More like this',
  less: 'Less like this',
  inbox: 'Past digests and settings',
  unsubscribe: 'Stop this digest',
} as const

/** "Papers on “sparse retrieval”, 20 November 2026". */
export function toHeading({ title, to }: Digest): string {
  return `${cutText(title, MOST_TOPIC)}, ${toDate(to)}`
}

/** How many papers a digest has, of how many, and why it covers more days than usual: a whole sentence. */
export function toOpening({ papers, considered, from, to, isCatchUp }: Digest): string {
  const days = isCatchUp ? ` of ${toDateRange(from, to)}, since some days were missed` : ''
  if (papers.length === 0) return `Nothing worth your time today among ${toCounted(considered, 'paper')}${days}.`
  return `${toCounted(papers.length, 'paper')} of ${toNumber(considered)}${days}.`
}

/** A paper's title. */
export function toTitle(paper: DigestPaper): string {
  return cutText(paper.title, MOST_TITLE)
}

/** Why a paper is here. */
export function toReason(paper: DigestPaper): string {
  return cutText(paper.reason, MOST_REASON)
}

/** Who wrote a paper, and its votes: "A. Field, B. Wood and 12 more · University of Oslo · 94 votes". */
export function toByline({ authors, authorCount, organisation = '', votes }: DigestPaper): string {
  const counted = votes > 0 ? toCounted(votes, 'vote') : ''
  const parts = [toAuthorLine({ authors, authorCount }), organisation, counted].filter((part) => part !== '')
  return cutText(parts.join(' · '), MOST_BYLINE)
}

/** What a paper says: its summary, or its most telling sentences; empty where there are neither. */
export function toGist({ summary, sentences }: DigestPaper): string {
  return cutText(summary ?? sentences.join(' '), MOST_GIST)
}

/** Tells of papers that a message has no room for. */
export function toLeftOut(count: number): string {
  return `${toCounted(count, 'more paper')} had no room in this message.`
}
