import { createHash } from 'node:crypto'
import { toEasternOffsetMs } from '../../../src/domain/eastern-time.ts'
import { addDays, type Day, toIso, type UnixMs } from '../../../src/domain/time.ts'
import { toDayBefore } from './announced-papers.ts'
import { fromEasternTime } from '../../../src/domain/eastern-time.ts'
import { type FeedItem, listFeedItems, toFeedDay } from './feed-items.ts'
import type { Answer } from './serve.ts'
import type { World } from './world.ts'
import { toElement } from './xml.ts'

type Feed = { asked: string; midnight: UnixMs; items: readonly FeedItem[] }

/**
 * What rss.arxiv.org answers to `/rss/cs.CL+cs.LG` or `/atom/…` at an instant.
 *
 * @param stale tells what it told on the announced day before, with the date of today: it has happened
 */
export function answerFeed(world: World, path: string, at: UnixMs, stale = false): Answer {
  const [, form, asked = ''] = /^\/(rss|atom)\/(.+)$/.exec(decodeURIComponent(path)) ?? []
  const categories = asked.split('+')
  const type = form === 'atom' ? 'application/atom+xml' : 'application/rss+xml'
  if (form === undefined || !categories.every((one) => /^[a-z-]+(\.[A-Za-z-]+)?$/.test(one))) {
    return { status: 400, type: 'text/plain', body: `Bad archive '${asked}'.` }
  }
  const day = toFeedDay(at)
  const midnight = fromEasternTime({ day, minuteOfDay: 0 })
  const items = stale ? listYesterdays(world, categories, day, at) : listFeedItems(world, categories, day, at)
  const body = form === 'atom' ? toAtom({ asked, midnight, items }) : toRss({ asked, midnight, items })
  const etag = `"${createHash('md5').update(body).digest('hex')}"`
  const age = Math.floor((fromEasternTime({ day: addDays(day, 1), minuteOfDay: 0 }) - at) / 1000)
  return { status: 200, type, body, headers: { ETag: etag, 'Cache-Control': `max-age=${age}` } }
}

function listYesterdays(world: World, categories: readonly string[], day: Day, at: UnixMs): FeedItem[] {
  const before = toDayBefore(day)
  return listFeedItems(
    world,
    categories,
    before,
    Math.min(at, fromEasternTime({ day: addDays(before, 1), minuteOfDay: 0 }) - 1),
  )
}

function toRss({ asked, midnight, items }: Feed): string {
  const title = asked.split('+').join(', ')
  return [
    "<?xml version='1.0' encoding='UTF-8'?>",
    '<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">',
    `<channel>${toElement('title', `${title} updates on arXiv.org`)}<link>http://rss.arxiv.org/rss/${asked}</link>`,
    toElement('description', `${title} updates on the arXiv.org e-print archive.`),
    '<docs>http://www.rssboard.org/rss-specification</docs><language>en-us</language>',
    `<lastBuildDate>${toRfc822(midnight)}</lastBuildDate><managingEditor>rss-help@arxiv.org</managingEditor>`,
    `<pubDate>${toRfc822(midnight)}</pubDate><skipDays><day>Sunday</day><day>Saturday</day></skipDays>`,
    ...items.map((item) => toRssItem(item, midnight)),
    '</channel>\n</rss>\n',
  ].join('\n')
}

function toRssItem({ state, type }: FeedItem, midnight: UnixMs): string {
  const id = `${state.id}v${state.versions.length}`
  return [
    `<item>${toElement('title', state.title)}<link>https://arxiv.org/abs/${state.id}</link>`,
    toElement('description', `arXiv:${id} Announce Type: ${type} \nAbstract: ${state.abstract}`),
    `<guid isPermaLink="false">oai:arXiv.org:${id}</guid>`,
    state.categories.map((category) => toElement('category', category)).join(''),
    `<pubDate>${toRfc822(midnight)}</pubDate><arxiv:announce_type>${type}</arxiv:announce_type>`,
    `${toElement('dc:rights', state.license)}${toElement('arxiv:DOI', state.doi)}`,
    `${toElement('arxiv:journal_reference', state.journalRef)}${toElement('dc:creator', state.authors.join(', '))}</item>`,
  ].join('\n')
}

function toAtom({ asked, midnight, items }: Feed): string {
  const title = asked.split('+').join(', ')
  return [
    "<?xml version='1.0' encoding='UTF-8'?>",
    '<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.w3.org/2005/Atom">',
    `<id>http://rss.arxiv.org/atom/${asked}</id>${toElement('title', `${title} updates on arXiv.org`)}`,
    `<updated>${toIso(midnight)}</updated><link href="http://rss.arxiv.org/atom/${asked}" rel="self" type="application/atom+xml"/>`,
    ...items.map((item) => toAtomEntry(item, midnight)),
    '</feed>\n',
  ].join('\n')
}

function toAtomEntry({ state, type }: FeedItem, midnight: UnixMs): string {
  const id = `${state.id}v${state.versions.length}`
  return [
    `<entry><id>oai:arXiv.org:${id}</id>${toElement('title', state.title)}<updated>${toIso(midnight)}</updated>`,
    `<link href="https://arxiv.org/abs/${state.id}" rel="alternate" type="text/html"/>`,
    toElement('summary', `arXiv:${id} Announce Type: ${type} \nAbstract: ${state.abstract}`),
    state.categories.map((category) => `<category term="${category}"/>`).join(''),
    `<published>${toIso(midnight)}</published><arxiv:announce_type>${type}</arxiv:announce_type>`,
    `${toElement('dc:rights', state.license)}${toElement('arxiv:journal_reference', state.journalRef)}`,
    `${toElement('arxiv:DOI', state.doi)}${toElement('dc:creator', state.authors.join(', '))}</entry>`,
  ].join('\n')
}

/** "Thu, 05 Mar 2026 00:00:00 -0500": an instant in New York's time. */
function toRfc822(instant: UnixMs): string {
  const offsetMs = toEasternOffsetMs(instant)
  const wall = new Date(instant + offsetMs).toUTCString().replace('GMT', '')
  return `${wall}-0${Math.abs(offsetMs) / 3_600_000}00`
}
