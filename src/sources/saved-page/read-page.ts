import { createRecord, type Paper, type PaperFields, type PaperId } from '../../domain/paper.ts'
import type { ReadItem } from '../../domain/ports.ts'
import { toTitleKey } from '../../domain/title-key.ts'
import type { UnixMs } from '../../domain/time.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { type Card, readCards } from './cards.ts'
import { findCurrentYear, findInstant } from './page-date.ts'

const MARK = /^(?:Get trending papers in your email inbox!|by ?AK and the research community|• \d+ authors?)$/

/** Whether a text is a saved result page of the Daily Papers: it has the site's header, or a card's number of authors. */
export function isSavedPage(text: string): boolean {
  return text.split('\n').some((line) => MARK.test(line.trim()))
}

/**
 * Reads the papers of a saved page, in its order; positions are the lines of the titles. They are known by title, stand
 * in no edition, and were said at the newest date on the page (the page was saved then or later), or at 0 without one.
 */
export function readSavedPage(text: string): ReadItem[] {
  const cards = readCards(text)
  const dates = cards.flatMap((card) => ('date' in card && card.date ? [card.date] : []))
  const currentYear = findCurrentYear(dates)
  const at = Math.max(0, ...dates.map((date) => findInstant(date, currentYear) ?? 0))
  return cards.map((card) => {
    if (!('stray' in card)) return { paper: toPaper(card, currentYear, at) }
    const reason = `an abstract without a title: "${card.stray.slice(0, 60)}…"`
    return { fault: { position: `line ${card.line}`, reason } }
  })
}

function toPaper(card: Card, currentYear: number | undefined, at: UnixMs): Paper {
  const { title, paragraphs, authorCount, organization, date } = card
  const fields: PaperFields = {
    title,
    ...onlyPresent({
      abstract: paragraphs.length > 0 ? paragraphs.join('\n\n') : undefined,
      authorCount,
      organization,
      publishedAt: date && findInstant(date, currentYear),
    }),
  }
  const id = `title:${toTitleKey(title)}` as PaperId
  const record = createRecord(id, fields, { source: 'saved_page', at, weight: 0 })
  return date?.comments === undefined ? record : { ...record, counts: { comments: { page: date.comments } } }
}
