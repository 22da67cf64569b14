import type { Organization } from '../../domain/paper.ts'
import { findPageDate, type PageDate } from './page-date.ts'

/** What stands between blank lines: text, a card's footer, or text and its footer. `line` is the first, from 1. */
export type Block = {
  line: number
  /** "" where the block is a footer only. */
  text: string
  authorCount?: number
  organization?: Organization
  date?: PageDate
}

const AUTHORS = /^•\s*(\d{1,6}) authors?$/
const ORGANISATION = /^([A-Za-z0-9][\w.-]*)(?:\s+(\S.*))?$/
const DIVIDER = '·'

/** Divides a page at its blank lines and behind every footer; blocks without text or footer are left out. */
export function toBlocks(page: string): Block[] {
  const lines = page.split(/\r?\n/).map((line) => line.trim())
  const blocks: Block[] = []
  let block: Block = { line: 1, text: '' }
  lines.forEach((line, index) => {
    const isFooter = addToFooter(block, line, lines[index + 1])
    const ends = line === '' || block.date !== undefined
    if (!isFooter && line !== '') addText(block, line, index + 1)
    if (!ends) return
    if (Object.keys(block).length > 2 || block.text !== '') blocks.push(block)
    block = { line: index + 2, text: '' }
  })
  if (Object.keys(block).length > 2 || block.text !== '') blocks.push(block)
  return blocks
}

function addText(block: Block, line: string, number: number): void {
  if (block.text === '') block.line = number
  block.text = block.text === '' ? line : `${block.text} ${line}`
}

/** A footer is "• 4 authors" or an organisation's handle and name; then a dot by itself; then the date. */
function addToFooter(block: Block, line: string, next: string | undefined): boolean {
  if (line === DIVIDER) return true
  const [, authors] = AUTHORS.exec(line) ?? []
  if (authors !== undefined) block.authorCount = Number(authors)
  const date = findPageDate(line)
  if (date) block.date = date
  if (authors !== undefined || date) return true
  if (next !== DIVIDER) return false
  const [, handle, fullname] = ORGANISATION.exec(line) ?? []
  if (handle === undefined) return false
  block.organization = fullname === undefined ? { handle } : { handle, fullname }
  return true
}
