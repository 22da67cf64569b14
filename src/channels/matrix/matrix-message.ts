import type { DigestPaper } from '../../domain/digest.ts'
import type { DigestLinks, OutgoingDigest } from '../../domain/ports.ts'
import { type Detail, fitDigest, groupByTopic, type Shown } from '../fit-digest.ts'
import { toHtml, toHtmlLink } from '../html-text.ts'
import { LINK_WORDS, toByline, toGist, toHeading, toLeftOut, toOpening, toReason, toTitle } from '../wording.ts'

/** The content of an `m.room.message`: text for all, HTML for most. */
export type MatrixMessage = {
  msgtype: 'm.text'
  body: string
  format: 'org.matrix.custom.html'
  formatted_body: string
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
  const { digest, links } = message
  const [heading, opening] = [toHeading(digest), toOpening(digest)]
  const groups = groupByTopic(shown.papers)
  const leftOut = shown.left > 0 ? [toLeftOut(shown.left)] : []
  const text = [
    `${heading}\n${opening}`,
    ...groups.flatMap(({ topic, papers }) => [
      `# ${topic}`,
      ...papers.map((paper) => toPlain(paper, links, shown.detail)),
    ]),
    ...leftOut,
    `${LINK_WORDS.inbox}: ${links.inbox}`,
    `${LINK_WORDS.unsubscribe}: ${links.unsubscribe}`,
  ]
  const html = [
    `<h3>${toHtml(heading)}</h3><p>${toHtml(opening)}</p>`,
    ...groups.flatMap(({ topic, papers }) => [
      `<h4>${toHtml(topic)}</h4>`,
      ...papers.map((paper) => toFormatted(paper, links, shown.detail)),
    ]),
    ...leftOut.map((line) => `<p>${line}</p>`),
    `<p>${toHtmlLink(links.inbox, LINK_WORDS.inbox)} · ${toHtmlLink(links.unsubscribe, LINK_WORDS.unsubscribe)}</p>`,
  ]
  const format = 'org.matrix.custom.html'
  return { msgtype: 'm.text', body: text.join('\n\n'), format, formatted_body: html.join('') }
}

function toPlain(paper: DigestPaper, links: DigestLinks, detail: Detail): string {
  const title = `${toTitle(paper)}\n${links.open(paper.id)}`
  if (detail === 'title') return title
  const gist = detail === 'reason' ? '' : toGist(paper)
  return [title, toByline(paper), gist, toReason(paper)].filter((line) => line !== '').join('\n')
}

function toFormatted(paper: DigestPaper, links: DigestLinks, detail: Detail): string {
  const title = toHtmlLink(links.open(paper.id), toTitle(paper))
  if (detail === 'title') return `<p>${title}</p>`
  const gist = detail === 'reason' ? '' : toHtml(toGist(paper))
  const more = toHtmlLink(links.more(paper.id), LINK_WORDS.more)
  const less = toHtmlLink(links.less(paper.id), LINK_WORDS.less)
  const choices = detail === 'all' ? `${more} · ${less}` : ''
  const lines = [
    `<strong>${title}</strong>`,
    toHtml(toByline(paper)),
    gist,
    `<em>${toHtml(toReason(paper))}</em>`,
    choices,
  ]
  return `<p>${lines.filter((line) => line !== '').join('<br>')}</p>`
}
