import { cutText } from '../domain/cut-text.ts'
import { type Digest, type DigestPaper, groupByTopic } from '../domain/digest.ts'
import type { OutgoingDigest } from '../domain/ports.ts'
import { describeRhythm } from '../domain/rhythm.ts'
import { showToReaders } from '../domain/shown-address.ts'
import type { Rhythm } from '../domain/subscription.ts'
import {
  toCatchUp,
  toCounts,
  toDays,
  toNothing,
  toPaperCount,
  toShortDays,
  toSmallNumber,
} from '../platform/digest-wording.ts'
import { cleanText } from '../platform/plain-text.ts'
import type { WallClock } from '../platform/wall-clock.ts'
import { toAuthorParts, toCounted, toDate, toLongDate, toShortDate, toVotes } from '../platform/wording.ts'

// Longer than any that people wrote: they only keep a text without end out of a mail.
const [MOST_TITLE, MOST_SENTENCE, MOST_REASON, MOST_NAME] = [500, 700, 300, 120]
const WITHOUT_ABSTRACT = 'No abstract came with this paper.'
// What a list of mails shows of a subject and of the words behind it.
const [MOST_SUBJECT_TITLE, MOST_PREVIEW_TITLE] = [60, 120]

/** All that a digest says, in plain words on one line each: what both parts of the mail are made from. */
export type DigestWords = {
  subject: string
  /** What a list of mails shows behind the subject. */
  preview: string
  /** Its date, or its days. */
  date: string
  /** What it is of. */
  title: string
  /** How many papers it has, and how many they were chosen from; `count` as a number. */
  counts: string
  count: number
  /** What is to be known first: why it covers more days than others, mostly; empty where that is nothing. */
  catchUp: string
  /** What stands where no paper is, and what was looked at; empty where there are papers. */
  nothing: string
  lookedAt: string
  /** Papers under one topic each, in the order of the digest. */
  groups: readonly { topic: string; papers: readonly PaperWords[] }[]
  /** That it repeats none; empty where it has none. */
  fresh: string
  /** When it is sent, to whom and why. */
  sent: string
}

/** What a digest says of one paper. */
export type PaperWords = {
  id: DigestPaper['id']
  title: string
  /** Its authors, each a text of its own so that each runs its own way, and in how many names they end. */
  authors: readonly string[]
  others: string
  /** Organisation, votes, and the day where not all papers are of one. */
  facts: string
  sentences: readonly string[]
  summary: string
  reason: string
}

/** The words of a digest. @param siteName the name of the installation */
export function toDigestWords(message: OutgoingDigest, siteName: string, toWallTime: WallClock): DigestWords {
  const { digest, subscription } = message
  const title = cutText(digest.title, MOST_NAME)
  const { span } = subscription.rhythm
  const isEmpty = digest.papers.length === 0
  const { nothing, lookedAt } = toNothing(digest, span)
  const count = toPaperCount(digest.papers.length)
  const what = isEmpty ? toLowerFirst(nothing.slice(0, -1)) : `${count}, ${toShortDays(digest, span)}`
  return {
    subject: `${cutText(title, MOST_SUBJECT_TITLE)}: ${what}`,
    preview: toPreview(digest, lookedAt),
    date: toDateLine(digest, span),
    title,
    count: digest.papers.length,
    counts: toCounts(digest),
    catchUp: message.notice ?? toCatchUp(digest),
    nothing: isEmpty ? nothing : '',
    lookedAt,
    groups: toGroups(digest),
    fresh: isEmpty ? '' : 'Nothing here was in an earlier digest.',
    sent: toSent(message, siteName, toWallTime),
  }
}

function toSent({ recipient, subscription }: OutgoingDigest, siteName: string, toWallTime: WallClock): string {
  const { confirmedAt, rhythm } = subscription
  const why =
    confirmedAt === undefined
      ? `because the operator of ${siteName} set it up`
      : `because you confirmed on ${toDate(toWallTime(confirmedAt, rhythm.zone).day)}`
  return `Sent ${describeRhythm(rhythm)}, to ${cleanText(showToReaders(recipient))} ${why}.`
}

function toDateLine(digest: Digest, span: Rhythm['span']): string {
  if (digest.isCatchUp) return `Papers of ${toShortDays(digest, span)}`
  return span === 'day' || digest.from === digest.to ? toLongDate(digest.to) : toDays(digest, span)
}

function toPreview({ papers, considered }: Digest, lookedAt: string): string {
  const [first] = papers
  if (!first) return lookedAt
  const title = cutText(first.title, MOST_PREVIEW_TITLE)
  const rest = papers.length - 1
  const more = rest > 0 ? `${title}, and ${toSmallNumber(rest)} more` : title
  return considered > papers.length ? `${more}. Chosen from ${toCounted(considered, 'paper')}.` : `${more}.`
}

function toLowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function toGroups({ papers, title }: Digest): DigestWords['groups'] {
  const tellsDay = new Set(papers.flatMap(({ announcedDay = [] }) => announcedDay)).size > 1
  const groups = groupByTopic(papers).map(({ topic, papers: grouped }) => ({
    topic: cutText(topic, MOST_NAME),
    papers: grouped.map((paper) => toPaperWords(paper, tellsDay)),
  }))
  // A heading over all that says what stands at the top already says nothing.
  const [only] = groups
  return groups.length === 1 && only?.topic === cutText(title, MOST_NAME) ? [{ ...only, topic: '' }] : groups
}

function toPaperWords(paper: DigestPaper, tellsDay: boolean): PaperWords {
  const { names, others } = toAuthorParts(paper)
  // No line ends between a number and what it counts.
  const votes = toVotes(paper.votes).replace(' ', '\u00a0')
  const day = tellsDay && paper.announcedDay ? `announced ${toShortDate(paper.announcedDay)}` : ''
  const organisation = cutText(paper.organisation ?? '', MOST_NAME)
  const summary = cutText(paper.summary ?? '', 2 * MOST_SENTENCE)
  const sentences = paper.sentences.slice(0, 2).map((sentence) => cutText(sentence, MOST_SENTENCE))
  return {
    id: paper.id,
    title: cutText(paper.title, MOST_TITLE) || 'Without a title',
    authors: names.map((name) => cutText(name, MOST_NAME)),
    others,
    facts: [organisation, votes, day].filter((fact) => fact !== '').join(' · '),
    sentences: sentences.length === 0 && summary === '' ? [WITHOUT_ABSTRACT] : sentences,
    summary,
    reason: cutText(paper.reason, MOST_REASON),
  }
}
