import { cutText } from '../../domain/cut-text.ts'
import { type DigestPaper, groupByTopic } from '../../domain/digest.ts'
import type { DigestLinks, OutgoingDigest } from '../../domain/ports.ts'
import { LINK_WORDS } from '../../platform/digest-wording.ts'
import { type Detail, fitDigest, type Shown } from '../fit-digest.ts'
import { toHeading, toLeftOut, toOpening, toPaperLines } from '../wording.ts'

/** A block of Slack's Block Kit. */
export type SlackBlock =
  | { type: 'header'; text: { type: 'plain_text'; text: string } }
  | { type: 'section'; text: { type: 'mrkdwn'; text: string } }
  | { type: 'context'; elements: { type: 'mrkdwn'; text: string }[] }

/** A message as an incoming webhook takes it; `text` is what notifications show. */
export type SlackMessage = { text: string; blocks: SlackBlock[]; unfurl_links: false; unfurl_media: false }

// Source: https://docs.slack.dev/reference/block-kit/blocks: 50 blocks, 150 letters of a header, 3,000 of a section.
const MOST_BLOCKS = 50
const MOST_HEADER = 150
const MOST_SECTION = 3000
/** Written nowhere: from some 13,200 letters in all its blocks a message is refused (slackapi/bolt-js issue 2509). */
const MOST_LETTERS = 12_000

/** A digest as one message of Slack, as full as Slack takes it. */
export function toSlackMessage(message: OutgoingDigest): SlackMessage {
  const text = `${toHeading(message)}. ${toOpening(message)}`
  const blocks = fitDigest(message.digest.papers, (shown) => toBlocks(message, shown), isTaken)
  return { text: escapeSlack(text), blocks, unfurl_links: false, unfurl_media: false }
}

function isTaken(blocks: readonly SlackBlock[]): boolean {
  const isShort = blocks.every((block) => block.type !== 'section' || block.text.text.length <= MOST_SECTION)
  return isShort && blocks.length <= MOST_BLOCKS && JSON.stringify(blocks).length <= MOST_LETTERS
}

function toBlocks(message: OutgoingDigest, { papers, left, detail }: Shown): SlackBlock[] {
  const { links } = message
  return [
    { type: 'header', text: { type: 'plain_text', text: cutText(toHeading(message), MOST_HEADER) } },
    toSection(escapeSlack(toOpening(message))),
    ...groupByTopic(papers).flatMap(({ topic, papers: grouped }) => {
      const texts = grouped.map((paper) => toPaperText(paper, links, detail))
      const heading = topic === '' ? [] : [`*${escapeSlack(topic)}*`]
      // Where there is no room for a block each, the papers of a topic share one.
      return detail === 'title'
        ? [toSection([...heading, ...texts].join('\n'))]
        : [...heading.map(toContext), ...texts.map(toSection)]
    }),
    ...(left > 0 ? [toSection(`${toLeftOut(left)} ${toLink(links.whole, LINK_WORDS.whole)}`)] : []),
    toContext(`${toLink(links.inbox, LINK_WORDS.inbox)} · ${toLink(links.unsubscribe, LINK_WORDS.unsubscribe)}`),
  ]
}

function toPaperText(paper: DigestPaper, links: DigestLinks, detail: Detail): string {
  const { hasChoices, ...lines } = toPaperLines(paper, detail)
  const title = toLink(links.open(paper.id), lines.title)
  if (detail === 'title') return title
  const [byline = '', summary = '', gist = ''] = [lines.byline, lines.summary, lines.gist].map(escapeSlack)
  const more = toLink(links.more(paper.id), LINK_WORDS.more)
  const less = toLink(links.less(paper.id), LINK_WORDS.less)
  const choices = hasChoices ? `${more} · ${less}` : ''
  return [`*${title}*`, byline, summary, gist, `_${escapeSlack(lines.reason)}_`, choices]
    .filter((line) => line !== '')
    .join('\n')
}

function toLink(url: string, text: string): string {
  // A bar would end the address of a link, and begin its text.
  return `<${escapeSlack(url).replaceAll('|', '%7C')}|${escapeSlack(text)}>`
}

/** Source: https://docs.slack.dev/messaging/formatting-message-text#escaping: these three and no others. */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function toSection(text: string): SlackBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } }
}

function toContext(text: string): SlackBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] }
}
