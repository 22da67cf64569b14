import { type DigestPaper, groupByTopic } from '../../domain/digest.ts'
import type { DigestLinks, OutgoingDigest } from '../../domain/ports.ts'
import { LINK_WORDS } from '../../platform/digest-wording.ts'
import { type Detail, fitDigest, type Shown } from '../fit-digest.ts'
import { toHeading, toLeftOut, toOpening, toPaperLines } from '../wording.ts'

type Open = { type: 'Action.OpenUrl'; title?: string; url: string }
type Run = { type: 'TextRun'; text: string; weight?: 'Bolder'; italic?: true; isSubtle?: true; selectAction?: Open }
type Element = { type: 'RichTextBlock'; inlines: Run[]; spacing?: 'Medium' | 'Small' | 'None'; separator?: true }

/** An Adaptive Card as a workflow of Teams takes it. */
export type TeamsMessage = {
  type: 'message'
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive'
      contentUrl: null
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json'
        type: 'AdaptiveCard'
        version: '1.2'
        msteams: { width: 'Full' }
        body: Element[]
        actions: Open[]
      }
    },
  ]
}

/**
 * Teams takes 28 KB (https://learn.microsoft.com/microsoftteams/limits-specifications-teams), and counts two bytes for each
 * letter of the JSON.
 */
const MOST_LETTERS = 13_500

/** A digest as one Adaptive Card, as full as Teams takes it. */
export function toTeamsMessage(message: OutgoingDigest): TeamsMessage {
  const { digest } = message
  return fitDigest(digest.papers, (shown) => toCard(message, shown), isTaken)
}

function isTaken(card: TeamsMessage): boolean {
  return JSON.stringify(card).length <= MOST_LETTERS
}

function toCard(message: OutgoingDigest, { papers, left, detail }: Shown): TeamsMessage {
  const { links } = message
  const body: Element[] = [
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: toHeading(message), weight: 'Bolder' }] },
    toLine(toOpening(message), 'None'),
    ...groupByTopic(papers).flatMap(({ topic, papers: grouped }) => [
      ...(topic === '' ? [] : [{ ...toLine(topic, 'Medium'), separator: true as const }]),
      ...grouped.flatMap((paper) => toElements(paper, links, detail)),
    ]),
    ...(left > 0 ? [toLeft(left, links.whole)] : []),
  ]
  const actions: Open[] = [
    { type: 'Action.OpenUrl', title: LINK_WORDS.inbox, url: links.inbox },
    { type: 'Action.OpenUrl', title: LINK_WORDS.unsubscribe, url: links.unsubscribe },
  ]
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json' as const,
    type: 'AdaptiveCard' as const,
    version: '1.2' as const,
    msteams: { width: 'Full' as const },
    body,
    actions,
  }
  const contentType = 'application/vnd.microsoft.card.adaptive'
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] }
}

/** Runs of text, not Markdown: nothing of what they hold is taken for a mark. */
function toElements(paper: DigestPaper, links: DigestLinks, detail: Detail): Element[] {
  const lines = toPaperLines(paper, detail)
  const title: Element = { type: 'RichTextBlock', inlines: [toLink(links.open(paper.id), lines.title, true)] }
  if (detail === 'title') return [{ ...title, spacing: 'Small' }]
  const choices: Run[] = [
    toLink(links.more(paper.id), LINK_WORDS.more),
    { type: 'TextRun', text: ' · ' },
    toLink(links.less(paper.id), LINK_WORDS.less),
  ]
  return [
    { ...title, spacing: 'Medium' },
    { type: 'RichTextBlock', spacing: 'None', inlines: [{ type: 'TextRun', text: lines.byline, isSubtle: true }] },
    ...[lines.summary, lines.gist].filter((text) => text !== '').map((text) => toLine(text, 'Small')),
    { type: 'RichTextBlock', spacing: 'Small', inlines: [{ type: 'TextRun', text: lines.reason, italic: true }] },
    ...(lines.hasChoices ? [{ type: 'RichTextBlock' as const, spacing: 'None' as const, inlines: choices }] : []),
  ]
}

function toLine(text: string, spacing: 'Medium' | 'Small' | 'None'): Element {
  return { type: 'RichTextBlock', spacing, inlines: [{ type: 'TextRun', text }] }
}

function toLeft(count: number, whole: string): Element {
  const inlines: Run[] = [{ type: 'TextRun', text: `${toLeftOut(count)} ` }, toLink(whole, LINK_WORDS.whole)]
  return { type: 'RichTextBlock', spacing: 'Medium', inlines }
}

function toLink(url: string, text: string, isStrong = false): Run {
  const selectAction: Open = { type: 'Action.OpenUrl', url }
  return { type: 'TextRun', text, ...(isStrong && { weight: 'Bolder' as const }), selectAction }
}
