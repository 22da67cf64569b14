import { toShownCount } from '../../domain/join-papers.ts'
import { isArxivKey, type Paper } from '../../domain/paper.ts'
import { toUtcDay } from '../../domain/time.ts'
import { toContentTag } from '../../platform/hashing.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { foldText } from '../../platform/plain-text.ts'
import { toAuthorLine, toCounted, toDate } from '../views/wording.ts'

/** What stands on a picture card, each on one line of text. */
export type CardText = {
  title: string
  authors: string
  /** Date, votes and id, each a text of its own. */
  facts: string[]
  /** What the title becomes where the machine has no letters for it. */
  id: string
}

const LONGEST_LINE = 400

/** The card of a paper. It says nothing that changes by itself. */
export function toCardText(paper: Paper): CardText {
  const { fields, entries, counts } = paper
  const featured = entries.at(-1)?.day
  const published = fields.announcedDay ?? (fields.publishedAt === undefined ? undefined : toUtcDay(fields.publishedAt))
  const votes = toShownCount(counts.votes)
  const id = isArxivKey(paper.id) ? `arXiv ${paper.id}` : ''
  const day = featured ?? published
  return {
    title: toPlainText(fields.title).slice(0, LONGEST_LINE).toWellFormed(),
    authors: foldText(toAuthorLine(fields)).slice(0, LONGEST_LINE).toWellFormed(),
    facts: [day === undefined ? '' : toDate(day), votes > 0 ? toCounted(votes, 'vote') : '', id].filter(
      (fact) => fact !== '',
    ),
    id: id || paper.id,
  }
}

/** A tag that changes with what stands on a card, and with how this program draws one. */
export function toCardTag(text: CardText, version: string): string {
  return toContentTag(JSON.stringify([version, text]))
}
