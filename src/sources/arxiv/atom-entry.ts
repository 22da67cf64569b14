import { reckonAnnouncedDay } from '../../domain/arxiv-calendar.ts'
import { findArxivId } from '../../domain/arxiv-id.ts'
import { normaliseDoi } from '../../domain/doi.ts'
import { createRecord, type Origin, type Paper, type PaperFields, type PaperId } from '../../domain/paper.ts'
import type { ReadItem } from '../../domain/ports.ts'
import { parseInstant, type UnixMs } from '../../domain/time.ts'
import { cleanText } from '../clean-text.ts'
import { onlyPresent } from '../../platform/only-present.ts'

/** An element as the parser gives it: text, or an object of attributes ("@name"), text ("#text") and children. */
export type AtomNode = string | { readonly [name: string]: unknown }

/**
 * Reads one entry. arXiv pads titles and abstracts with white space at both ends; inside they stay as they are.
 *
 * @param position where the entry stands, for the fault: "entry 3"
 */
export function readAtomEntry(entry: AtomNode, position: string): ReadItem {
  const address = readText(entry, 'id') ?? ''
  if (address.includes('/api/errors'))
    return fault(position, `arXiv answered: ${readText(entry, 'summary') ?? address}`)
  const found = findArxivId(address)
  if (found === undefined) return fault(position, `"${address}" is not the address of an arXiv paper`)
  const title = readText(entry, 'title')
  if (title === undefined) return fault(position, `${found.id} has no title`)
  const fields = toFields(entry, title, found.version)
  const origin: Origin = { source: 'arxiv', at: fields.updatedAt ?? fields.publishedAt ?? 0, weight: 0 }
  const paper = createRecord(found.id as string as PaperId, fields, origin)
  return { paper: fields.publishedAt === undefined ? paper : addReckonedDay(paper, fields.publishedAt, origin) }
}

/** The API does not tell when a paper was announced: arXiv's calendar does, and a listing that tells it weighs more. */
function addReckonedDay(paper: Paper, submittedAt: UnixMs, origin: Origin): Paper {
  const fields = { ...paper.fields, announcedDay: reckonAnnouncedDay(submittedAt) }
  return { ...paper, fields, origins: { ...paper.origins, announcedDay: { ...origin, weight: -1 } } }
}

function fault(position: string, reason: string): ReadItem {
  return { fault: { position, reason } }
}

function toFields(entry: AtomNode, title: string, version: number | undefined): PaperFields {
  const authors = readChildren(entry, 'author').flatMap((author) => readText(author, 'name') ?? [])
  const categories = readChildren(entry, 'category').flatMap((category) => readText(category, '@term') ?? [])
  const [primary] = readChildren(entry, 'primary_category')
  const doi = readText(entry, 'doi')
  return {
    title,
    ...onlyPresent({
      version,
      abstract: readText(entry, 'summary'),
      authors: authors.length > 0 ? authors : undefined,
      categories: categories.length > 0 ? categories : undefined,
      primaryCategory: primary && readText(primary, '@term'),
      publishedAt: readInstant(entry, 'published'),
      updatedAt: readInstant(entry, 'updated'),
      comment: readText(entry, 'comment'),
      journalRef: readText(entry, 'journal_ref'),
      doi: doi && normaliseDoi(doi),
    }),
  }
}

function readChildren(node: AtomNode, name: string): AtomNode[] {
  const value = typeof node === 'string' ? undefined : node[name]
  if (value === undefined) return []
  return (Array.isArray(value) ? value : [value]) as AtomNode[]
}

/** The text of a child or attribute, trimmed; `undefined` where it has none. */
function readText(node: AtomNode, name: string): string | undefined {
  const [child] = readChildren(node, name)
  const text = typeof child === 'object' ? child['#text'] : child
  return typeof text === 'string' ? cleanText(text).trim() || undefined : undefined
}

function readInstant(node: AtomNode, name: string): UnixMs | undefined {
  return parseInstant(readText(node, name) ?? '')
}
