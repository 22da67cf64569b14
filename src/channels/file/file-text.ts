import { type DigestPaper, groupByTopic } from '../../domain/digest.ts'
import type { DigestLinks, OutgoingDigest } from '../../domain/ports.ts'
import { LINK_WORDS } from '../../platform/digest-wording.ts'
import { toJsonDigest } from '../digest-json.ts'
import { toHeading, toOpening, toPaperLines } from '../wording.ts'

/** A digest as JSON, as webhooks get it. */
export function toJsonText(message: OutgoingDigest): string {
  return `${JSON.stringify(toJsonDigest(message), null, 2)}\n`
}

/** A digest as Markdown (CommonMark). */
export function toMarkdown(message: OutgoingDigest): string {
  const { digest, links } = message
  const parts = [
    `# ${escapeMarkdown(toHeading(message))}`,
    escapeMarkdown(toOpening(message)),
    ...groupByTopic(digest.papers).flatMap(({ topic, papers }) => [
      ...(topic === '' ? [] : [`## ${escapeMarkdown(topic)}`]),
      ...papers.flatMap((paper) => toPaper(paper, links)),
    ]),
    `[${LINK_WORDS.inbox}](<${links.inbox}>) · [${LINK_WORDS.unsubscribe}](<${links.unsubscribe}>)`,
  ]
  return `${parts.join('\n\n')}\n`
}

function toPaper(paper: DigestPaper, links: DigestLinks): string[] {
  const { title, byline, summary, gist, reason } = toPaperLines(paper, 'all')
  const more = `[${LINK_WORDS.more}](<${links.more(paper.id)}>)`
  const less = `[${LINK_WORDS.less}](<${links.less(paper.id)}>)`
  return [
    `### [${escapeMarkdown(title)}](<${links.open(paper.id)}>)`,
    ...[byline, summary, gist].map(escapeMarkdown),
    `*${escapeMarkdown(reason)}* ${more} · ${less}`,
  ].filter((part) => part !== '')
}

/** Source: https://spec.commonmark.org/0.31.2/#backslash-escapes; of lists and headings only what begins a line. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>&~$|]|^[#+-]/g, String.raw`\$&`).replace(/^(\d{1,9})([.)])/, String.raw`$1\$2`)
}
