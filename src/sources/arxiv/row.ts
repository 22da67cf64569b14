import { findArxivId } from '../../domain/arxiv-id.ts'
import { normaliseDoi, toKeyOfDoi } from '../../domain/doi.ts'
import { createRecord, type Paper, type PaperFields, type PaperId } from '../../domain/paper.ts'
import type { ReadItem } from '../../domain/ports.ts'
import { type Day, fromUtcDay, isDay } from '../../domain/time.ts'
import { toTitleKey } from '../../domain/title-key.ts'
import { findAnnouncedDay } from './announced-day.ts'
import { mendArxivId } from './damaged-id.ts'

// Checked by hand: a schema library takes as long over a row as all the rest of the import.
type Row = Record<string, unknown>
type Identity = { id: PaperId; version?: number }

/**
 * Whether a value is a row of arXiv metadata: a listing row has `date`, the day of the listing; an archive row has
 * `created`, the day of the first version.
 */
export function isArxivRow(row: unknown): row is Row {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return false
  if (!('id' in row || 'title' in row) || 'format' in row || 'upvotes' in row) return false
  return 'date' in row || 'created' in row
}

/**
 * Reads one row. A row without an arXiv id is kept by its DOI or its title; one without a title, or whose id or days
 * are damaged beyond certainty, is a fault.
 *
 * @param position where the row stands, for the fault: "line 12"
 */
export function readArxivRow(row: unknown, position: string): ReadItem {
  if (!isArxivRow(row)) return { fault: { position, reason: 'not a row of arXiv metadata' } }
  const name = toText(row.id) ?? 'a row without id'
  const title = toText(row.title)
  if (title === undefined) return { fault: { position, reason: `${name} has no title` } }
  const badDay = DAY_NAMES.find((key) => (row[key] ?? undefined) !== undefined && findDay(row[key]) === undefined)
  if (badDay) return { fault: { position, reason: `${name} has a "${badDay}" that is not a day` } }
  const identity = findIdentity(row, title)
  if (identity === undefined) return { fault: { position, reason: `"${name}" is not an arXiv id` } }
  return { paper: 'date' in row ? toListed(identity, title, row) : toArchived(identity, title, row) }
}

const DAY_NAMES = ['date', 'created', 'updated'] as const

/** `undefined` where the id was an arXiv id once and it is not certain which. */
function findIdentity(row: Row, title: string): Identity | undefined {
  const written = toText(row.id)
  const found = written === undefined ? undefined : findArxivId(written)
  if (found?.version !== undefined) return { id: found.id as string as PaperId, version: found.version }
  if (found) return { id: found.id as string as PaperId }
  if (written !== undefined && /^\d+(?:\.\d*)?$/.test(written)) {
    const created = findDay(row.created)
    const mended = created && mendArxivId(written, created)
    return mended && { id: mended as string as PaperId }
  }
  const doi = toText(row.doi)
  return { id: doi ? toKeyOfDoi(doi) : (`title:${toTitleKey(title)}` as PaperId) }
}

function toListed(identity: Identity, title: string, row: Row): Paper {
  const listed = findDay(row.date)
  const found = row.replacedListing === true ? undefined : findArxivId(identity.id)
  const announcedDay = listed && found && findAnnouncedDay(listed, found.id)
  const fields = toFields(identity, title, row)
  if (announcedDay) fields.announcedDay = announcedDay
  return toRecord(identity.id, fields, listed)
}

function toArchived(identity: Identity, title: string, row: Row): Paper {
  const [created, updated] = [findDay(row.created), findDay(row.updated)]
  const fields = toFields(identity, title, row)
  if (created) fields.publishedAt = fromUtcDay(created)
  if (updated) fields.updatedAt = fromUtcDay(updated)
  return toRecord(identity.id, fields, updated ?? created)
}

function toRecord(id: PaperId, fields: PaperFields, day: Day | undefined): Paper {
  return createRecord(id, fields, { source: 'arxiv', at: day ? fromUtcDay(day) : 0, weight: 0 })
}

function toFields({ version }: Identity, title: string, row: Row): PaperFields {
  const fields: PaperFields = { title }
  const [authors, categories] = [toTexts(row.authors), toTexts(row.categories)]
  const [abstract, comment] = [toText(row.abstract), toText(row.comment ?? row.comments)]
  const [primaryCategory, doi] = [toText(row.primary), toText(row.doi)]
  if (version !== undefined) fields.version = version
  if (abstract !== undefined) fields.abstract = abstract
  if (authors) fields.authors = authors
  if (categories) fields.categories = categories
  if (primaryCategory !== undefined) fields.primaryCategory = primaryCategory
  if (comment !== undefined) fields.comment = comment
  if (doi !== undefined) fields.doi = normaliseDoi(doi)
  return fields
}

/** `undefined` where nothing but white space is said. A number is the text of an id that lost its quotes. */
function toText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && /\S/.test(value) ? value : undefined
}

function toTexts(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined
  const texts = value.filter((member): member is string => typeof member === 'string' && /\S/.test(member))
  return texts.length > 0 ? texts : undefined
}

function findDay(value: unknown): Day | undefined {
  return typeof value === 'string' && isDay(value) ? value : undefined
}
