import type { FileItem } from '../../domain/ports.ts'
import { isDay, type Day } from '../../domain/time.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { findTextOfHtml } from '../html-text.ts'
import { findArxivName } from './find-arxiv-name.ts'
import { flipName } from './flip-name.ts'
import type { Reference } from './reference.ts'
import { toItem } from './to-item.ts'

// Source: the RIS specification of Research Information Systems, 2011, and what Zotero, EndNote and publishers write.
const LINE = /^([A-Z][A-Z0-9])\s{1,2}-(?:\s(.*))?$/
/** Of one tag: a collaboration has some thousands of authors. */
const MOST_TAGS = 5000

type Tags = Map<string, string[]>
type Written = { line: number; tags: Tags; isEnded: boolean }

/** Whether a text is RIS: its first line that says something begins a record. */
export function isRis(text: string): boolean {
  return /^\s*TY\s{1,2}-/.test(text)
}

/** Reads the papers of an RIS file, in its order. A record that breaks off is a fault. */
export function readRis(text: string): FileItem[] {
  return listRecords(text).map(({ line, tags, isEnded }) => {
    const position = `line ${line}`
    return isEnded ? toItem(toReference(tags, position)) : { fault: { position, reason: 'a record without end (ER)' } }
  })
}

function listRecords(text: string): Written[] {
  const records: Written[] = []
  let open: Written | undefined
  let last: string[] | undefined
  for (const [index, written] of text.split(/\r\n|\r|\n/).entries()) {
    const [, tag, value = ''] = LINE.exec(written.trimEnd()) ?? []
    if (tag === 'TY') {
      open = { line: index + 1, tags: new Map(), isEnded: false }
      records.push(open)
      last = undefined
    } else if (open && tag === 'ER') {
      open.isEnded = true
      open = undefined
    } else if (open && tag !== undefined) {
      last = addTag(open.tags, tag, value.trim())
    } else if (open && last && written.trim() !== '') {
      last.push(`${last.pop()} ${written.trim()}`)
    }
  }
  return records
}

function addTag(tags: Tags, tag: string, value: string): string[] {
  const values = tags.get(tag) ?? []
  if (values.length < MOST_TAGS) values.push(value)
  tags.set(tag, values)
  return values
}

function toReference(tags: Tags, position: string): Reference {
  const all = (...names: string[]): string[] =>
    names.flatMap((name) => tags.get(name) ?? []).filter((text) => text !== '')
  const first = (...names: string[]): string | undefined =>
    all(...names)
      .map(findTextOfHtml)
      .find((text) => text !== undefined)
  const date = all('DA', 'PY', 'Y1').toSorted((a, b) => countParts(b) - countParts(a))[0]
  const [start, end] = [first('SP'), first('EP')]
  return {
    position,
    authors: all('AU', 'A1').map(flipName),
    names: [
      ...all('DO', 'UR', 'L1', 'L2', 'LK', 'AN', 'M1', 'M3').map((text) => findArxivName(text) ?? text),
      ...all('N1').flatMap((text) => findArxivName(text) ?? []),
    ],
    ...onlyPresent({
      label: first('ID'),
      title: first('TI', 'T1', 'CT'),
      abstract: first('AB', 'N2'),
      doi: first('DO'),
      container: first('T2', 'JO', 'JF', 'BT', 'JA'),
      volume: first('VL'),
      issue: first('IS'),
      pages: end === undefined || start === undefined ? start : `${start}-${end}`,
      year: /\d{4}/.exec(date ?? '')?.[0],
      day: findDay(date),
    }),
  }
}

/** "2026/05/17/spring" has three parts that are digits. */
function countParts(date: string): number {
  return date.split(/[/-]/).filter((part) => /^\d+$/.test(part)).length
}

function findDay(date = ''): Day | undefined {
  const [year = '', month = '', day = ''] = date.split(/[/-]/)
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? text : undefined
}
