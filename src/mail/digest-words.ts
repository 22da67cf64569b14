import { cutText } from '../domain/cut-text.ts'
import type { Digest, DigestPaper } from '../domain/digest.ts'
import type { OutgoingDigest } from '../domain/ports.ts'
import { describeRhythm } from '../domain/rhythm.ts'
import { showToReaders } from '../domain/shown-address.ts'
import type { WallClock } from '../platform/wall-clock.ts'
import { toAuthorLine, toCounted, toDate, toDateRange, toLongDate, toNumber, toShortDate } from '../platform/wording.ts'
import { cleanText } from './frame/html.ts'

const SMALL = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')
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
  /** Why it covers more days than others; empty where it does not. */
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
  /** Organisation, votes, and the day where the digest covers several. */
  facts: string
  sentences: readonly string[]
  summary: string
  reason: string
}

/** The words of a digest. @param siteName the name of the installation */
export function toDigestWords(message: OutgoingDigest, siteName: string, toWallTime: WallClock): DigestWords {
  const { digest, subscription } = message
  const title = cutText(cleanText(digest.title), MOST_NAME)
  const isWeekly = subscription.rhythm.span === 'week'
  const count = toCountWords(digest.papers.length)
  const { nothing, lookedAt } = toNothing(digest, isWeekly)
  const what = digest.papers.length === 0 ? toLowerFirst(nothing.slice(0, -1)) : `${count}, ${toDays(digest, isWeekly)}`
  return {
    subject: `${cutText(title, MOST_SUBJECT_TITLE)}: ${what}`,
    preview: toPreview(digest, lookedAt),
    date: toDateLine(digest, isWeekly),
    title,
    count: digest.papers.length,
    counts: `${count}${digest.considered > digest.papers.length ? ` of ${toNumber(digest.considered)}` : ''}`,
    catchUp: digest.isCatchUp ? 'It covers several days, since some were missed.' : '',
    nothing: digest.papers.length === 0 ? nothing : '',
    lookedAt,
    groups: toGroups(digest, isWeekly || digest.isCatchUp),
    fresh: digest.papers.length === 0 ? '' : 'Nothing here was in an earlier digest.',
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

/** "one paper", "five papers", "1,200 papers": in words up to twelve. */
export function toCountWords(count: number): string {
  return count < SMALL.length ? `${SMALL[count]} paper${count === 1 ? '' : 's'}` : toCounted(count, 'paper')
}

function toDays({ from, to, isCatchUp }: Digest, isWeekly: boolean): string {
  return isCatchUp || isWeekly ? toDateRange(from, to) : toShortDate(to)
}

function toDateLine(digest: Digest, isWeekly: boolean): string {
  const { from, to, isCatchUp } = digest
  if (isCatchUp) return `Papers of ${toDateRange(from, to)}`
  if (!isWeekly || from === to) return toLongDate(to)
  const isOneYear = from.slice(0, 4) === to.slice(0, 4)
  return isOneYear ? `${toDateRange(from, to)} ${to.slice(0, 4)}` : toDateRange(from, to)
}

function toNothing(digest: Digest, isWeekly: boolean): { nothing: string; lookedAt: string } {
  const when = digest.isCatchUp ? `from ${toDateRange(digest.from, digest.to)}` : isWeekly ? 'this week' : 'today'
  const lookedAt =
    digest.considered === 0 ? 'No new paper came.' : `None of ${toCounted(digest.considered, 'paper')} was chosen.`
  return { nothing: `Nothing worth your time ${when}.`, lookedAt }
}

function toPreview({ papers, considered }: Digest, lookedAt: string): string {
  const [first] = papers
  if (!first) return lookedAt
  const title = cutText(cleanText(first.title), MOST_PREVIEW_TITLE)
  const rest = papers.length - 1
  const more = rest > 0 ? `${title}, and ${SMALL[rest] ?? toNumber(rest)} more` : title
  return considered > papers.length ? `${more}. Chosen from ${toCounted(considered, 'paper')}.` : `${more}.`
}

function toLowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function toGroups({ papers, title }: Digest, tellsDay: boolean): DigestWords['groups'] {
  const groups: { topic: string; papers: PaperWords[] }[] = []
  for (const paper of papers) {
    const topic = cutText(cleanText(paper.topic), MOST_NAME)
    const words = toPaperWords(paper, tellsDay)
    const last = groups.at(-1)
    if (last && last.topic === topic) last.papers.push(words)
    else groups.push({ topic, papers: [words] })
  }
  // A heading over all that says what stands at the top already says nothing.
  const [only] = groups
  return groups.length === 1 && only?.topic === cleanText(title) ? [{ ...only, topic: '' }] : groups
}

function toPaperWords(paper: DigestPaper, tellsDay: boolean): PaperWords {
  const names = paper.authors.slice(0, 3).map((name) => cutText(cleanText(name), MOST_NAME))
  const rest = Math.max(paper.authorCount, paper.authors.length) - names.length
  const others = names.length === 0 ? toAuthorLine(paper) : rest > 0 ? ` and ${toNumber(rest)} more` : ''
  // No line ends between a number and what it counts.
  const votes = paper.votes > 0 ? toCounted(paper.votes, 'vote').replace(' ', '\u00a0') : 'no votes yet'
  const day = tellsDay && paper.announcedDay ? `announced ${toShortDate(paper.announcedDay)}` : ''
  const organisation = cutText(cleanText(paper.organisation ?? ''), MOST_NAME)
  const summary = cutText(cleanText(paper.summary ?? ''), 2 * MOST_SENTENCE)
  const sentences = paper.sentences.slice(0, 2).map((sentence) => cutText(cleanText(sentence), MOST_SENTENCE))
  return {
    id: paper.id,
    title: cutText(cleanText(paper.title), MOST_TITLE) || 'Without a title',
    authors: names,
    others,
    facts: [organisation, votes, day].filter((fact) => fact !== '').join(' · '),
    sentences: sentences.length === 0 && summary === '' ? [WITHOUT_ABSTRACT] : sentences,
    summary,
    reason: cutText(cleanText(paper.reason), MOST_REASON),
  }
}
