import { toKeyOfDoi, normaliseDoi } from '../../domain/doi.ts'
import { createRecord, type Paper, type PaperFields } from '../../domain/paper.ts'
import type { ReadItem } from '../../domain/ports.ts'
import { type Day, fromUtcDay } from '../../domain/time.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { findTextOfHtml, toTextOfHtml } from '../html-text.ts'
import { toWorkday } from '../workday.ts'
import { type WireVersion, wireVersion } from './wire.ts'

/** The two servers that one API answers for. */
export type Server = 'biorxiv' | 'medrxiv'

/** What the servers' own conversion leaves of lists, headings, figures and small capitals in an abstract. */
const LEFTOVER_BLOCK = /[OC]_(?:ST_ABS|LI|FIG|TBL)/g
const LEFTOVER_INLINE = /[OC]_SCP(?:LOW|CAP)/g

const MOST_VERSIONS = 10_000

/**
 * Reads one version of a preprint. Its day counts as announced where it is the first; the newest version wins where
 * several are joined. The DOI of the journal's version is the paper's `doi`: the preprint's own is its key.
 *
 * @param position where it stands, for the fault: "item 3"
 */
export function readPreprint(value: unknown, position: string, source: Server): ReadItem {
  const read = wireVersion.safeParse(value)
  if (!read.success) return { fault: { position, reason: 'not a record' } }
  const { doi, date } = read.data
  const title = findTextOfHtml(read.data.title)
  if (doi === undefined || !/^10\.\d{4,9}\/\S+$/.test(normaliseDoi(doi)))
    return { fault: { position, reason: `${doi ?? title ?? 'a record'} has no DOI` } }
  if (title === undefined) return { fault: { position, reason: `${doi} has no title` } }
  if (date === undefined) return { fault: { position, reason: `${doi} has no day` } }
  return { paper: toRecord({ ...read.data, doi, title, date }, source) }
}

/** Whether a preprint is of one of the categories; all are where none is named. */
export function isOfCategory(value: unknown, categories: ReadonlySet<string>): boolean {
  if (categories.size === 0) return true
  const category = wireVersion.safeParse(value).data?.category
  return category !== undefined && categories.has(toCategoryName(category))
}

/** A category as it is compared: "Cell_Biology", "cell%20biology" and "cell biology" are one. */
export function toCategoryName(written: string): string {
  return written
    .replace(/[_-]|%20/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

type Version = WireVersion & { doi: string; title: string; date: Day }

function toRecord(wire: Version, source: Server): Paper {
  const version = isVersion(wire.version) ? wire.version : undefined
  // A version that was replaced the same day counted less.
  const origin = { source, at: fromUtcDay(wire.date), weight: version ?? 0 }
  return createRecord(toKeyOfDoi(wire.doi), toFields(wire, version), origin)
}

function isVersion(number = 0): boolean {
  return number > 0 && number < MOST_VERSIONS
}

function toFields(wire: Version, version: number | undefined): PaperFields {
  const postedAt = fromUtcDay(wire.date)
  const isFirst = version === 1
  const published = wire.published === undefined ? '' : normaliseDoi(wire.published)
  const category = toCategoryName(wire.category ?? '') || undefined
  return {
    title: wire.title,
    ...onlyPresent({
      abstract: readAbstract(wire.abstract ?? ''),
      authors: listAuthors(wire.authors ?? ''),
      publishedAt: isFirst ? postedAt : undefined,
      announcedDay: isFirst ? toWorkday(wire.date) : undefined,
      updatedAt: postedAt,
      version,
      categories: category ? [category] : undefined,
      primaryCategory: category,
      doi: /^10\.\d{4,9}\/\S+$/.test(published) ? published : undefined,
    }),
  }
}

function readAbstract(text: string): string | undefined {
  const mended = text.replace(LEFTOVER_BLOCK, '\n\n').replace(LEFTOVER_INLINE, '')
  return findTextOfHtml(mended)
}

/** "Owl, A. B.; Lark, C." is two people, family name first; a consortium has no comma. */
function listAuthors(text: string): string[] | undefined {
  const names = text.split(';').map((name) => {
    const [family = '', ...given] = toTextOfHtml(name).split(',')
    return [...given, family].join(' ').replace(/\s+/g, ' ').trim()
  })
  const said = names.filter((name) => name !== '')
  return said.length > 0 ? said : undefined
}
