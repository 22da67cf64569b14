import { findArxivId } from '../../domain/arxiv-id.ts'
import { normaliseDoi } from '../../domain/doi.ts'
import type { PaperFields, PaperId } from '../../domain/paper.ts'
import type { ReadItem } from '../../domain/ports.ts'
import { parseInstant, type UnixMs } from '../../domain/time.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { findChild, listChildren, readAttribute, readText, type XmlNode } from '../xml/xml-node.ts'
import { toArxivRecord, toPaperId } from './to-record.ts'
import { saysWithdrawn } from './withdrawn.ts'

/** Where arXiv's API tells an error as if it were a paper. */
const ERRORS = '/api/errors'

/** arXiv's own message where an entry is one of its errors. */
export function findErrorMessage(entry: XmlNode): string | undefined {
  const address = readText(entry, 'id') ?? ''
  return address.includes(ERRORS) ? (readText(entry, 'summary') ?? address) : undefined
}

/**
 * Reads one entry of the query API. arXiv pads titles and abstracts with white space at both ends; inside they stay as
 * they are.
 *
 * @param position where the entry stands, for the fault: "entry 3"
 */
export function readAtomEntry(entry: XmlNode, position: string): ReadItem {
  const error = findErrorMessage(entry)
  if (error !== undefined) return fault(position, `arXiv answered: ${error}`)
  const address = readText(entry, 'id') ?? ''
  const found = findArxivId(address)
  if (found === undefined) return fault(position, `"${address}" is not the address of an arXiv paper`)
  const id = toPaperId(found.id)
  if (!entry.whole) return fault(position, `the entry of ${id} is broken`, id)
  const title = readText(entry, 'title')
  if (title === undefined) return fault(position, `${id} has no title`, id)
  const fields = toFields(entry, title, found.version)
  const at = fields.updatedAt ?? fields.publishedAt ?? 0
  return { paper: toArxivRecord(found.id, fields, at, fields.publishedAt) }
}

function fault(position: string, reason: string, id?: PaperId): ReadItem {
  return { fault: { position, reason, ...(id !== undefined && { id }) } }
}

function toFields(entry: XmlNode, title: string, version: number | undefined): PaperFields {
  const authors = listChildren(entry, 'author').flatMap((author) => readText(author, 'name') ?? [])
  const categories = listChildren(entry, 'category').flatMap((category) => readAttribute(category, 'term') ?? [])
  const primary = findChild(entry, 'primary_category')
  const doi = readText(entry, 'doi')
  const [abstract, comment] = [readText(entry, 'summary'), readText(entry, 'comment')]
  const [publishedAt, updatedAt] = [readInstant(entry, 'published'), readInstant(entry, 'updated')]
  const isWithdrawn = saysWithdrawn(comment) || saysWithdrawn(abstract)
  return {
    title,
    ...onlyPresent({
      version,
      abstract,
      authors: authors.length > 0 ? authors : undefined,
      categories: categories.length > 0 ? categories : undefined,
      primaryCategory: primary && readAttribute(primary, 'term'),
      publishedAt,
      updatedAt,
      comment,
      journalRef: readText(entry, 'journal_ref'),
      doi: doi && normaliseDoi(doi),
      withdrawnAt: isWithdrawn ? (updatedAt ?? publishedAt) : undefined,
    }),
  }
}

function readInstant(node: XmlNode, name: string): UnixMs | undefined {
  return parseInstant(readText(node, name) ?? '')
}
