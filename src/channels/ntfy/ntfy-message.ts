import { cutText } from '../../domain/cut-text.ts'
import { type DigestPaper, groupByTopic } from '../../domain/digest.ts'
import type { OutgoingDigest } from '../../domain/ports.ts'
import { type Detail, fitDigest, type Shown } from '../fit-digest.ts'
import { toHeading, toLeftOut, toOpening, toPaperLines } from '../wording.ts'

/** A notification as ntfy takes it in JSON. */
export type NtfyMessage = {
  topic: string
  title: string
  message: string
  /** 2 makes no sound, 3 is the usual. */
  priority: 2 | 3
  /** What a tap on it opens. */
  click: string
  tags: readonly string[]
}

/** Longer ones become a file beside the notification (binwiederhier/ntfy, server/config.go: DefaultMessageLengthLimit). */
const MOST_BYTES = 4096
const MOST_TITLE_LETTERS = 200

/** A digest as one notification: plain text, since most apps show nothing else. A tap opens its papers. */
export function toNtfyMessage(message: OutgoingDigest, topic: string): NtfyMessage {
  const { digest, links } = message
  const opening = toOpening(message)
  const isTaken = (text: string): boolean => Buffer.byteLength(text) <= MOST_BYTES
  const isEmpty = digest.papers.length === 0
  const [only] = digest.papers.length === 1 ? digest.papers : []
  return {
    topic,
    title: cutText(toHeading(message), MOST_TITLE_LETTERS),
    message: fitDigest(digest.papers, (shown) => toText(opening, shown), isTaken),
    priority: isEmpty ? 2 : 3,
    click: only ? links.open(only.id) : links.whole,
    tags: ['newspaper'],
  }
}

function toText(opening: string, { papers, left, detail }: Shown): string {
  const texts = groupByTopic(papers).map(({ topic, papers: grouped }) =>
    [topic.toUpperCase(), ...grouped.map((paper) => toLines(paper, detail))].filter((text) => text !== '').join('\n'),
  )
  return [opening, ...texts, ...(left > 0 ? [`${toLeftOut(left)} A tap opens the whole digest.`] : [])].join('\n\n')
}

function toLines(paper: DigestPaper, detail: Detail): string {
  const { title, byline, summary, gist, reason } = toPaperLines(paper, detail)
  return [`• ${title}`, byline, summary, gist, reason].filter((line) => line !== '').join('\n')
}
