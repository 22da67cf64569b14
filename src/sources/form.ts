import { isUtf8 } from 'node:buffer'
import { AppError } from '../domain/error.ts'
import { isBibtex } from './files/read-bibtex.ts'
import { isIdList } from './files/read-id-list.ts'
import { isRis } from './files/read-ris.ts'
import { isPaperRow } from './read-row.ts'
import { isSavedPage } from './saved-page/read-page.ts'

/**
 * What a file is, from its beginning: records a line each, one JSON value, XML, the text of a saved page, a library of
 * literature, or a text that names papers.
 */
export type Form = 'json_lines' | 'json' | 'xml' | 'page' | 'bibtex' | 'ris' | 'ids'

/** A first line that is longer is no record: the file is one JSON value. */
const MOST_BYTES = 16 * 1024 * 1024
/** A saved page shows what it is in its first lines, or in its first card. */
const ENOUGH_TEXT_BYTES = 64 * 1024

/** Whether the beginning of a file suffices for `recogniseForm`. */
export function isEnoughForForm(head: Buffer): boolean {
  const first = findFirstByte(head)
  if (first === '<' || head.length >= MOST_BYTES) return true
  if (first === '[' || first === '{') return toFirstLines(head, false).length === 2
  return head.length >= ENOUGH_TEXT_BYTES
}

/**
 * Tells the form of a file by its beginning.
 *
 * @param isWhole whether `head` is all of it
 * @throws AppError `invalid` when it is none that import knows, or holds records that are not papers
 */
export function recogniseForm(head: Buffer, isWhole: boolean): Form {
  const first = findFirstByte(head)
  if (first === undefined) throw new AppError('invalid', 'The file is empty')
  if (first === '<') return 'xml'
  if (first === '[' || first === '{') return recogniseJson(head, isWhole)
  const form = findTextForm(head.subarray(0, ENOUGH_TEXT_BYTES).toString())
  if (form === undefined) throw unknownForm()
  return form
}

function findTextForm(text: string): Form | undefined {
  if (text.includes('\0')) return undefined
  if (isRis(text)) return 'ris'
  if (isBibtex(text)) return 'bibtex'
  if (isSavedPage(text)) return 'page'
  return isIdList(text) ? 'ids' : undefined
}

/** The error for a file of no known form, which lists those that are. */
export function unknownForm(): AppError {
  return new AppError(
    'invalid',
    'not a form that import knows: an answer of the Daily Papers API, a saved Daily Papers page as text, arXiv records ' +
      "as JSON lines, Atom, RSS or OAI-PMH, a feed of papers, BibTeX, RIS, CSL-JSON, an export of Zotero, Broadsheet's own " +
      'export, or a text with arXiv ids or links',
  )
}

function recogniseJson(head: Buffer, isWhole: boolean): Form {
  const [first, second] = toFirstLines(head, isWhole).map(parseLine)
  if (first === undefined) return second !== undefined && isPaperRow(second) ? 'json_lines' : 'json'
  if (second === undefined && !hasSecondLine(head)) return isPaperRow(first) ? 'json_lines' : 'json'
  if (isPaperRow(first) || isPaperRow(second)) return 'json_lines'
  if (Array.isArray(first)) {
    throw new AppError('invalid', 'lines of numbers or lists (readings of votes, reading lists), which are not papers')
  }
  throw unknownForm()
}

function hasSecondLine(head: Buffer): boolean {
  return toFirstLines(head, true).length === 2
}

/** The first two lines that are not blank, as far as their ends have been seen. */
function toFirstLines(head: Buffer, isWhole: boolean): string[] {
  const lines: string[] = []
  for (let from = 0; from < head.length && lines.length < 2;) {
    const end = head.indexOf('\n', from)
    if (end < 0 && !isWhole) break
    const line = head
      .subarray(from, end < 0 ? undefined : end)
      .toString()
      .trim()
    if (line !== '') lines.push(line)
    from = end < 0 ? head.length : end + 1
  }
  return lines
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function findFirstByte(head: Buffer): string | undefined {
  const start = isUtf8(head.subarray(0, 3)) && head[0] === 0xef ? 3 : 0
  return /\S/.exec(head.subarray(start, start + 4096).toString('latin1'))?.[0]
}
