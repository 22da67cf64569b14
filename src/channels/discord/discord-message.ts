import { cutText } from '../../domain/cut-text.ts'
import { type DigestPaper, groupByTopic } from '../../domain/digest.ts'
import type { DigestLinks, OutgoingDigest } from '../../domain/ports.ts'
import { LINK_WORDS } from '../../platform/digest-wording.ts'
import { type Detail, fitDigest, type Shown } from '../fit-digest.ts'
import { toHeading, toLeftOut, toOpening, toPaperLines } from '../wording.ts'

/** A framed part of a message of Discord. */
export type DiscordEmbed = { title?: string; description: string }

/** A message as a webhook of Discord takes it. It calls nobody, whatever stands in titles. */
export type DiscordMessage = { content: string; embeds: DiscordEmbed[]; allowed_mentions: { parse: [] } }

// Source: https://discord.com/developers/docs/resources/message#embed-object-embed-limits and resources/webhook#execute-webhook
const MOST_CONTENT = 2000
const MOST_EMBEDS = 10
const MOST_TITLE = 256
const MOST_DESCRIPTION = 4096
/** Of all embeds of a message together. */
const MOST_LETTERS = 6000

/** A digest as one message of Discord, an embed for each topic, as full as Discord takes it. */
export function toDiscordMessage(message: OutgoingDigest): DiscordMessage {
  const { digest } = message
  const content = `**${escapeDiscord(toHeading(message))}**\n${escapeDiscord(toOpening(message))}`
  const embeds = fitDigest(digest.papers, (shown) => toEmbeds(message, shown), isTaken)
  return { content: cutText(content, MOST_CONTENT), embeds, allowed_mentions: { parse: [] } }
}

function isTaken(embeds: readonly DiscordEmbed[]): boolean {
  const letters = embeds.map(({ title = '', description }) => title.length + description.length)
  const isShort = embeds.every(({ description }) => description.length <= MOST_DESCRIPTION)
  return isShort && embeds.length <= MOST_EMBEDS && letters.reduce((sum, count) => sum + count, 0) <= MOST_LETTERS
}

function toEmbeds({ links }: OutgoingDigest, { papers, left, detail }: Shown): DiscordEmbed[] {
  const groups = groupByTopic(papers)
  // The last embed is for the links; topics beyond the number share the one before it.
  const own = groups.length < MOST_EMBEDS ? groups : groups.slice(0, MOST_EMBEDS - 2)
  const rest = groups.slice(own.length)
  const toTexts = (grouped: readonly DigestPaper[]): string[] => grouped.map((paper) => toText(paper, links, detail))
  const gap = detail === 'title' ? '\n' : '\n\n'
  const ofRest = rest.flatMap(({ topic, papers: grouped }) => [`**${escapeDiscord(topic)}**`, ...toTexts(grouped)])
  const footer = [
    ...(left > 0 ? [`${toLeftOut(left)} ${toLink(links.whole, LINK_WORDS.whole)}`] : []),
    `${toLink(links.inbox, LINK_WORDS.inbox)} · ${toLink(links.unsubscribe, LINK_WORDS.unsubscribe)}`,
  ]
  return [
    ...own.map(({ topic, papers: grouped }) => toEmbed(topic, toTexts(grouped).join(gap))),
    ...(rest.length > 0 ? [{ description: ofRest.join(gap) }] : []),
    { description: footer.join('\n') },
  ]
}

function toEmbed(topic: string, description: string): DiscordEmbed {
  return topic === '' ? { description } : { title: cutText(topic, MOST_TITLE), description }
}

function toText(paper: DigestPaper, links: DigestLinks, detail: Detail): string {
  const { hasChoices, ...lines } = toPaperLines(paper, detail)
  const title = toLink(links.open(paper.id), lines.title)
  if (detail === 'title') return `- ${title}`
  const texts = [lines.byline, lines.summary, lines.gist].map(escapeDiscord)
  const more = toLink(links.more(paper.id), LINK_WORDS.more)
  const less = toLink(links.less(paper.id), LINK_WORDS.less)
  const choices = hasChoices ? `${more} · ${less}` : ''
  const told = [`**${title}**`, ...texts, `*${escapeDiscord(lines.reason)}*`, choices]
  return told.filter((line) => line !== '').join('\n')
}

function toLink(url: string, text: string): string {
  return `[${escapeDiscord(text)}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`
}

/** Source: https://support.discord.com/hc/articles/210298617: a backslash takes its meaning from a mark. */
function escapeDiscord(text: string): string {
  return text.replace(/[\\*_~`|[\]<]|^[#>-]/g, String.raw`\$&`)
}
