import type { Organization } from '../../domain/paper.ts'
import { findPageDate, type PageDate } from './page-date.ts'

/** What a card shows below its abstract. */
export type Footer = { authorCount?: number; organization?: Organization; date?: PageDate }

/** Text that stands between blank lines, with the footer that follows it. `line` is its first, from 1. */
export type Block = Footer & {
  line: number
  /** "" where a footer follows another. */
  text: string
}

const AUTHORS = /^•\s*(\d{1,6}) authors?$/
const ORGANISATION = /^([A-Za-z0-9][\w.-]*)(?:\s+(\S.*))?$/
const DIVIDER = '·'

/** Divides a page at its blank lines; a footer belongs to the text before it, and ends its block. */
export function toBlocks(page: string): Block[] {
  const lines = page.split(/\r?\n/).map((line) => line.trim())
  const blocks: Block[] = []
  let block: Block | undefined
  lines.forEach((line, index) => {
    if (line === '' || line === DIVIDER) return
    const footer = findFooter(line, lines[index + 1])
    const isBehindGap = index > 0 && lines[index - 1] === ''
    if (footer && block && !block.date) Object.assign(block, footer)
    else if (block && !footer && !isBehindGap && !hasFooter(block)) block.text += ` ${line}`
    else blocks.push((block = { line: index + 1, text: footer ? '' : line, ...footer }))
  })
  return blocks
}

/** Whether a block holds a footer, or a part of one. */
export function hasFooter({ authorCount, organization, date }: Footer): boolean {
  return authorCount !== undefined || organization !== undefined || date !== undefined
}

/** A footer's line: "• 4 authors" or an organisation's handle and name, before a dot by itself; or the date behind it. */
function findFooter(line: string, next: string | undefined): Footer | undefined {
  const [, authors] = AUTHORS.exec(line) ?? []
  if (authors !== undefined) return { authorCount: Number(authors) }
  const date = findPageDate(line)
  if (date) return { date }
  const [, handle, fullname] = (next === DIVIDER ? ORGANISATION.exec(line) : undefined) ?? []
  if (handle === undefined) return undefined
  return { organization: fullname === undefined ? { handle } : { handle, fullname } }
}
