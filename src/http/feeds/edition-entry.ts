import { html } from 'hono/html'
import { toDayPath, toPaperPath } from '../../domain/addresses.ts'
import { toAnnouncedAt } from '../../domain/arxiv-calendar.ts'
import type { Headline } from '../../domain/headline.ts'
import { addDays, type Day } from '../../domain/time.ts'
import { foldText } from '../../platform/plain-text.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { toAuthorLine, toCounted, toLongDate } from '../views/wording.ts'
import { createEntryIds } from './entry-id.ts'
import type { FeedEntry } from './feed.ts'

const TITLES_TOLD = 3

/** The edition of a day that is over, and how many papers it has besides those that are told. */
export type WholeEdition = { day: Day; headlines: readonly Headline[]; others: number }

/**
 * An edition as one entry: each paper with its title and who wrote it, without votes. It comes when its day is over, so that
 * it is whole: it is published when the next one is announced.
 */
export function toEditionEntry({ day, headlines, others }: WholeEdition, baseUrl: string): FeedEntry {
  const page = `${baseUrl}${toDayPath(day)}`
  const publishedAt = toAnnouncedAt(addDays(day, 1))
  const titles = headlines.slice(0, TITLES_TOLD).map(toTitle)
  return {
    id: createEntryIds(baseUrl).edition(day),
    title: `${toLongDate(day)}: ${toCounted(headlines.length + others, 'paper')}`,
    content: { html: toContent({ day, headlines, others }, baseUrl, page) },
    summary: titles.join('; '),
    ...{ publishedAt, updatedAt: publishedAt, page },
  }
}

function toContent({ headlines, others }: WholeEdition, baseUrl: string, page: string): string {
  const more = others > 0 ? html`<p><a href="${page}">${toCounted(others, 'more paper')}</a></p>` : ''
  const items = headlines.map((headline) => {
    const authors = foldText(toAuthorLine(headline))
    const link = html`<a href="${baseUrl}${toPaperPath(headline.id)}">${toTitle(headline)}</a>`
    return html`<li>${link}${authors === '' ? '' : html`<br />${authors}`}</li>`
  })
  return String(
    html`<ol>
        ${items}
      </ol>
      ${more}`,
  )
}

function toTitle({ title }: Headline): string {
  return foldText(toPlainText(title))
}
