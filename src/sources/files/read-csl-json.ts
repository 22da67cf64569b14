import { z } from 'zod'
import type { FileItem } from '../../domain/ports.ts'
import { isDay } from '../../domain/time.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { findTextOfHtml } from '../html-text.ts'
import { lenient, listOf, saidText } from '../lenient.ts'
import { findArxivName } from './find-arxiv-name.ts'
import type { Reference } from './reference.ts'
import { toItem } from './to-item.ts'

// Source: https://github.com/citation-style-language/schema, schemas/input/csl-data.json
const textOrNumber = lenient(z.union([z.string(), z.number()]).transform(String).pipe(z.string().trim().min(1)))
const datePart = z.union([z.number(), z.string()]).transform(Number).pipe(z.int().min(0).max(9999))
const name = z.object({
  family: saidText,
  given: saidText,
  literal: saidText,
  suffix: saidText,
  'non-dropping-particle': saidText,
  'dropping-particle': saidText,
})
const wireRecord = z.object({
  id: textOrNumber,
  type: saidText,
  title: saidText,
  abstract: saidText,
  author: lenient(listOf(name)),
  issued: lenient(z.object({ 'date-parts': lenient(z.array(z.array(datePart))), raw: saidText, literal: saidText })),
  'container-title': saidText,
  DOI: saidText,
  URL: saidText,
  number: textOrNumber,
  archive_location: saidText,
  note: saidText,
  volume: textOrNumber,
  issue: textOrNumber,
  page: textOrNumber,
})
type WireRecord = z.infer<typeof wireRecord>

const OWN_KEYS = ['issued', 'container-title', 'DOI', 'ISSN', 'citation-key', 'author', 'URL', 'page', 'publisher']

/** Whether a parsed JSON value is CSL-JSON: a list of records with a `type` and a key that only they have, or one such. */
export function isCslJson(value: unknown): boolean {
  const records = toRecords(value)
  return records.length > 0 && records.some(isCslRecord)
}

/** Reads the papers of CSL-JSON, in its order (positions "item 1" and on). */
export function readCslJson(value: unknown): FileItem[] {
  return toRecords(value).map((record, index) => readCslRecord(record, `item ${index + 1}`))
}

/** Reads one record. @param position where it stands, for the fault: "item 3" */
export function readCslRecord(record: unknown, position: string): FileItem {
  const read = wireRecord.safeParse(record)
  return read.success ? toItem(toReference(read.data, position)) : { fault: { position, reason: 'not a record' } }
}

function toRecords(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return []
  return 'items' in value && Array.isArray(value.items) ? (value.items as unknown[]) : [value]
}

/** Whether a value is one record of CSL-JSON. */
export function isCslRecord(record: unknown): boolean {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return false
  if (!('type' in record) || typeof record.type !== 'string' || !/^[a-z_-]+$/.test(record.type)) return false
  return 'title' in record && !('upvotes' in record) && OWN_KEYS.some((key) => key in record)
}

function toReference(record: WireRecord, position: string): Reference {
  const parts = record.issued?.['date-parts']?.[0] ?? []
  const [year, month, day] = parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0'))
  const date = `${year}-${month}-${day}`
  const told = record.issued?.raw ?? record.issued?.literal ?? ''
  const names = [record.number, record.archive_location, record.note].flatMap((text) => findArxivName(text ?? '') ?? [])
  return {
    position,
    authors: (record.author ?? []).map(toName).filter((written) => written !== ''),
    names: [...names, record.DOI ?? '', record.URL ?? ''].filter((text) => text !== ''),
    ...onlyPresent({
      label: record.id,
      title: findTextOfHtml(record.title),
      abstract: findTextOfHtml(record.abstract),
      doi: record.DOI,
      container: findTextOfHtml(record['container-title']),
      volume: record.volume,
      issue: record.issue,
      pages: record.page,
      year: year ?? /\d{4}/.exec(told)?.[0],
      day: [date, told.slice(0, 10)].find(isDay),
    }),
  }
}

function toName(one: z.infer<typeof name>): string {
  if (one.literal !== undefined) return one.literal
  const { given, family, suffix, 'dropping-particle': dropped, 'non-dropping-particle': kept } = one
  return [given, dropped, kept, family, suffix].filter((part) => part !== undefined).join(' ')
}
