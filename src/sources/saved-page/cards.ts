import { type Block, hasFooter, toBlocks } from './blocks.ts'

/** What a page shows of one paper. */
export type Card = Omit<Block, 'text'> & { title: string; paragraphs: string[] }

/** Text that stands where a title should, and is none. */
export type Stray = { line: number; stray: string }

const HEADER =
  /^(?:new|Get trending papers in your email inbox!|Subscribe|Daily Papers|Trending Papers|by ?AK and the research community)$/
/** Longer than any title (255 characters in 304,564), shorter than nearly every abstract. */
const LONGEST_TITLE = 300

/**
 * The cards of a page, in its order: a title, the abstract and a footer, divided by blank lines. Abstract and footer may
 * be absent. Titles are told from abstracts by length, by how they end and by where the footers stand.
 */
export function readCards(text: string): (Card | Stray)[] {
  const cards: (Card | Stray)[] = []
  let open: Card | undefined
  for (const block of skipHeader(toBlocks(text))) {
    const { text, ...rest } = block
    if (open && (text === '' || continues(open, block))) {
      if (text !== '') open.paragraphs.push(text)
      Object.assign(open, rest, { line: open.line })
    } else if (text.length > LONGEST_TITLE) {
      cards.push({ line: block.line, stray: text })
    } else if (text !== '') {
      cards.push((open = { ...rest, title: text, paragraphs: [] }))
    }
    if (hasFooter(block)) open = undefined
  }
  return cards
}

/** What the site prints above its first card: its own name, and the day that was asked for. */
function skipHeader(blocks: readonly Block[]): readonly Block[] {
  const first = blocks.findIndex(({ text }) => text !== '' && !HEADER.test(text))
  return first < 0 ? [] : blocks.slice(first)
}

/** Whether a block belongs to the open card, rather than being the title of the next. */
function continues(card: Card, block: Block): boolean {
  if (block.text.length > LONGEST_TITLE) return true
  const isSentence = /[.:;]["'”’)\]]*$/.test(block.text)
  return card.paragraphs.length === 0 ? isSentence || hasFooter(block) : isSentence && hasFooter(block)
}
