import { cutText } from '../domain/cut-text.ts'
import type { DigestPaper } from '../domain/digest.ts'
import type { OutgoingDigest } from '../domain/ports.ts'
import { toByline, toCatchUp, toCounts, toDays, toMarkedSummary, toNothing } from '../platform/digest-wording.ts'
import { toCounted } from '../platform/wording.ts'
import type { Detail } from './fit-digest.ts'

// Longer than any that people wrote: they only keep a text without end out of a message.
const [MOST_TITLE, MOST_GIST, MOST_REASON, MOST_TOPIC, MOST_BYLINE] = [400, 1200, 300, 100, 250]

type Told = Pick<OutgoingDigest, 'digest' | 'subscription'>

/** "Papers on “sparse retrieval”, 20 November 2026"; of a week or a catch-up all its days. */
export function toHeading({ digest, subscription }: Told): string {
  return `${cutText(digest.title, MOST_TOPIC)}, ${toDays(digest, subscription.rhythm.span)}`
}

/** How many papers a digest has, of how many, and why it covers more days than usual: whole sentences. */
export function toOpening({ digest, subscription }: Told): string {
  const { nothing, lookedAt } = toNothing(digest, subscription.rhythm.span)
  const told =
    digest.papers.length === 0 ? [nothing, lookedAt] : [`${toUpperFirst(toCounts(digest))}.`, toCatchUp(digest)]
  return told.filter((sentence) => sentence !== '').join(' ')
}

/** What a message says of a paper, each a line; '' for what it has no room for or nothing to say of. */
export type PaperLines = {
  title: string
  byline: string
  /** What a language model wrote, which is said. */
  summary: string
  /** The most telling sentences of the abstract. */
  gist: string
  reason: string
  /** Whether links for "more" and "less" stand there. */
  hasChoices: boolean
}

/** What a message with so much room says of a paper. */
export function toPaperLines(paper: DigestPaper, detail: Detail): PaperLines {
  const [isTitle, isReason] = [detail === 'title', detail === 'reason']
  return {
    title: cutText(paper.title, MOST_TITLE),
    byline: isTitle ? '' : cutText(toByline(paper), MOST_BYLINE),
    summary: detail === 'all' ? cutText(toMarkedSummary(paper), MOST_GIST) : '',
    gist: isTitle || isReason ? '' : cutText(paper.sentences.join(' '), MOST_GIST),
    reason: isTitle ? '' : cutText(paper.reason, MOST_REASON),
    hasChoices: detail === 'all' || detail === 'own',
  }
}

/** Tells of papers that a message has no room for. */
export function toLeftOut(count: number): string {
  return `${toCounted(count, 'more paper')} had no room in this message.`
}

function toUpperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
