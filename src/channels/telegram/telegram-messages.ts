import { type DigestPaper, groupByTopic } from '../../domain/digest.ts'
import type { DigestLinks, OutgoingDigest } from '../../domain/ports.ts'
import { LINK_WORDS } from '../../platform/digest-wording.ts'
import { escapeMarkup } from '../../platform/escape-markup.ts'
import { type Detail, fitDigest, type Shown } from '../fit-digest.ts'
import { toHtmlLink } from '../html-link.ts'
import { toHeading, toLeftOut, toOpening, toPaperLines } from '../wording.ts'

/** Source: https://core.telegram.org/bots/api#sendmessage: letters that are shown, marks not counted. */
const MOST_LETTERS = 4096
/** Found by others: what is marked beyond a hundred places of a message is shown unmarked, links too. */
const MOST_MARKS = 100
/** A chat takes one message a second and a group 20 a minute; nobody reads more at breakfast either. */
const MOST_MESSAGES = 4

/** A digest as texts in Telegram's HTML, at most four, none of which cuts a paper in two. */
export function toTelegramMessages(message: OutgoingDigest): string[] {
  const { papers } = message.digest
  return fitDigest(
    papers,
    (shown) => joinBlocks(toBlocks(message, shown).map(breakNames)),
    (texts) => texts.length <= MOST_MESSAGES,
  )
}

function toBlocks(message: OutgoingDigest, { papers, left, detail }: Shown): string[] {
  const { links } = message
  const gap = detail === 'title' ? '\n' : '\n\n'
  const footer = `${toHtmlLink(links.inbox, LINK_WORDS.inbox)} · ${toHtmlLink(links.unsubscribe, LINK_WORDS.unsubscribe)}`
  return [
    `<b>${escapeMarkup(toHeading(message))}</b>\n${escapeMarkup(toOpening(message))}`,
    ...groupByTopic(papers).flatMap(({ topic, papers: grouped }) => {
      const [first = '', ...others] = grouped.map((paper) => toText(paper, links, detail))
      const heading = topic === '' ? '' : `<u>${escapeMarkup(topic)}</u>\n`
      return [`\n\n${heading}${first}`, ...others.map((text) => `${gap}${text}`)]
    }),
    ...(left > 0 ? [`\n\n${toLeftOut(left)} ${toHtmlLink(links.whole, LINK_WORDS.whole)}`] : []),
    `\n\n${footer}`,
  ]
}

function toText(paper: DigestPaper, links: DigestLinks, detail: Detail): string {
  const { hasChoices, ...lines } = toPaperLines(paper, detail)
  const title = toHtmlLink(links.open(paper.id), lines.title)
  if (detail === 'title') return title
  const more = toHtmlLink(links.more(paper.id), LINK_WORDS.more)
  const less = toHtmlLink(links.less(paper.id), LINK_WORDS.less)
  const texts = [lines.byline, lines.summary, lines.gist].map(escapeMarkup)
  return [title, ...texts, `<i>${escapeMarkup(lines.reason)}</i>`, hasChoices ? `${more} · ${less}` : '']
    .filter((line) => line !== '')
    .join('\n')
}

/** Telegram calls whoever is named in a text by "@"; not so with a joiner that nobody sees behind it. Links stay. */
function breakNames(html: string): string {
  return html.replace(/(<[^>]*>)|@/g, (_found, tag: string | undefined) => tag ?? '@\u2060')
}

/** As few messages as hold all blocks in their order. */
function joinBlocks(blocks: readonly string[]): string[] {
  const texts: string[] = []
  for (const block of blocks) {
    const longer = `${texts.at(-1) ?? ''}${block}`
    if (texts.length > 0 && countLetters(longer) <= MOST_LETTERS && countMarks(longer) <= MOST_MARKS) {
      texts[texts.length - 1] = longer
    } else texts.push(block.trimStart())
  }
  return texts
}

/** What Telegram counts: entities are one letter each, tags none. */
function countLetters(html: string): number {
  return html.replace(/<[^>]*>/g, '').replace(/&\w+;/g, ' ').length
}

function countMarks(html: string): number {
  return html.match(/<\w/g)?.length ?? 0
}
