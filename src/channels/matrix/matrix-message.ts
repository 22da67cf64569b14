import { type DigestPaper, groupByTopic } from '../../domain/digest.ts'
import type { DigestLinks, OutgoingDigest } from '../../domain/ports.ts'
import { LINK_WORDS } from '../../platform/digest-wording.ts'
import { escapeMarkup } from '../../platform/escape-markup.ts'
import { type Detail, fitDigest, type Shown } from '../fit-digest.ts'
import { toHtmlLink } from '../html-link.ts'
import { toHeading, toLeftOut, toOpening, toPaperLines } from '../wording.ts'

/** The content of an `m.room.message`: text for all, HTML for most. */
export type MatrixMessage = {
  msgtype: 'm.text'
  body: string
  format: 'org.matrix.custom.html'
  formatted_body: string
  /** Whom it calls: nobody. Without it "@room" in a title would call everybody, as older programs wrote it. */
  'm.mentions': Record<string, never>
}

/** Source: https://spec.matrix.org/latest/client-server-api/#size-limits: 65,536 bytes, of which the servers need some. */
const MOST_BYTES = 60_000

/** A digest as one message of Matrix. */
export function toMatrixMessage(message: OutgoingDigest): MatrixMessage {
  return fitDigest(
    message.digest.papers,
    (shown) => toContent(message, shown),
    (content) => Buffer.byteLength(JSON.stringify(content)) <= MOST_BYTES,
  )
}

function toContent(message: OutgoingDigest, shown: Shown): MatrixMessage {
  const { links } = message
  const [heading, opening] = [toHeading(message), toOpening(message)]
  const groups = groupByTopic(shown.papers)
  const leftOut = shown.left > 0 ? [toLeftOut(shown.left)] : []
  const text = [
    `${heading}\n${opening}`,
    ...groups.flatMap(({ topic, papers }) => [
      ...(topic === '' ? [] : [`# ${topic}`]),
      ...papers.map((paper) => toPlain(paper, links, shown.detail)),
    ]),
    ...leftOut.map((line) => `${line}\n${LINK_WORDS.whole}: ${links.whole}`),
    `${LINK_WORDS.inbox}: ${links.inbox}`,
    `${LINK_WORDS.unsubscribe}: ${links.unsubscribe}`,
  ]
  const html = [
    `<h3>${escapeMarkup(heading)}</h3><p>${escapeMarkup(opening)}</p>`,
    ...groups.flatMap(({ topic, papers }) => [
      ...(topic === '' ? [] : [`<h4>${escapeMarkup(topic)}</h4>`]),
      ...papers.map((paper) => toFormatted(paper, links, shown.detail)),
    ]),
    ...leftOut.map((line) => `<p>${line} ${toHtmlLink(links.whole, LINK_WORDS.whole)}</p>`),
    `<p>${toHtmlLink(links.inbox, LINK_WORDS.inbox)} · ${toHtmlLink(links.unsubscribe, LINK_WORDS.unsubscribe)}</p>`,
  ]
  const format = 'org.matrix.custom.html'
  return { msgtype: 'm.text', body: text.join('\n\n'), format, formatted_body: html.join(''), 'm.mentions': {} }
}

function toPlain(paper: DigestPaper, links: DigestLinks, detail: Detail): string {
  const { title, byline, summary, gist, reason } = toPaperLines(paper, detail)
  return [title, links.open(paper.id), byline, summary, gist, reason].filter((line) => line !== '').join('\n')
}

function toFormatted(paper: DigestPaper, links: DigestLinks, detail: Detail): string {
  const { hasChoices, ...lines } = toPaperLines(paper, detail)
  const title = toHtmlLink(links.open(paper.id), lines.title)
  if (detail === 'title') return `<p>${title}</p>`
  const more = toHtmlLink(links.more(paper.id), LINK_WORDS.more)
  const less = toHtmlLink(links.less(paper.id), LINK_WORDS.less)
  const told = [
    `<strong>${title}</strong>`,
    ...[lines.byline, lines.summary, lines.gist].map(escapeMarkup),
    `<em>${escapeMarkup(lines.reason)}</em>`,
    hasChoices ? `${more} · ${less}` : '',
  ]
  return `<p>${told.filter((line) => line !== '').join('<br>')}</p>`
}
