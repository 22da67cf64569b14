import type { Organization } from '../../domain/paper.ts'
import { findPageDate, type PageDate } from './page-date.ts'

/** What a page shows of one paper. `line` is that of its title, from 1. */
export type Card = {
  line: number
  title: string
  paragraphs: string[]
  authorCount?: number
  organization?: Organization
  date?: PageDate
}

type Block = { line: number; text: string; footer?: Pick<Card, 'authorCount' | 'organization' | 'date'> }
/** Text that stands where a title should and is none. */
type Stray = { line: number; stray: string }

const HEADER = /^(?:new|Get trending papers in your email inbox!|Subscribe|Daily Papers|Trending Papers|by ?AK and the .*)$/
const AUTHORS = /^•?\s*(\d{1,6}) authors?$/
const DIVIDER = '·'
/** The longest title of 304,564 has 243 characters; an abstract of fewer that does not end as a sentence is not told apart. */
const LONGEST_TITLE = 300

/** Whether a text is a saved result page: it begins as those pages do, or has a card with its number of authors. */
export function isSavedPage(text: string): boolean {
  return /^(?:Get trending papers in your email inbox!|by ?AK and the research community)\s*$/m.test(text) || /^ *• \d+ authors?\s*$/m.test(text)
}

/**
 * The cards of a page in its order. A card is a title, the abstract's paragraphs and a footer, divided by blank lines;
 * abstract and footer may be absent, and a page without footers tells titles from abstracts by how they end.
 */
export function readCards(text: string): (Card | Stray)[] {
  const blocks = toBlocks(text)
  const cards: (Card | Stray)[] = []
  let open: Card | undefined
  for (const { line, text, footer } of blocks) {
    if (text !== '' && open && continues(open, text)) open.paragraphs.push(text)
    else if (text.length > LONGEST_TITLE) cards.push({ line, stray: text })
    else if (text !== '') cards.push((open = { line, title: text, paragraphs: [] }))
    if (!footer) continue
    if (open) Object.assign(open, footer)
    open = undefined
  }
  return cards
}

/** Whether a block belongs to the open card rather than being the title of the next. */
function continues(card: Card, text: string): boolean {
  return text.length > LONGEST_TITLE || /[.:;][”"')\]]*$/.test(text) || isListMember(card, text)
}
