import { type ArxivId, findArxivId } from '../../../domain/arxiv-id.ts'
import { normaliseDoi } from '../../../domain/doi.ts'
import type { PaperFields, PaperId } from '../../../domain/paper.ts'
import type { ReadItem } from '../../../domain/ports.ts'
import { type Day, parseInstant, toUtcDay, type UnixMs } from '../../../domain/time.ts'
import { onlyPresent } from '../../../platform/only-present.ts'
import { findChild, readAttribute, readText, type XmlNode } from '../../xml/xml-node.ts'
import { toArxivRecord, toPaperId } from '../to-record.ts'
import { toArxivFields } from './arxiv-record.ts'
import { toRawFields } from './raw-record.ts'

/** What a record of OAI-PMH tells: a paper or a fault, or that a paper is no longer there. */
export type OaiRecord = { day: Day | undefined } & ({ item: ReadItem } | { gone: { id: PaperId; at: UnixMs } })

/**
 * Reads one record, in the form `arXivRaw` or `arXiv`. Its fields were said on the day of its datestamp, since a change
 * of metadata need not come with a new version.
 *
 * @param position where the record stands, for the fault: "record 3"
 */
export function readOaiRecord(record: XmlNode, position: string): OaiRecord {
  const header = findChild(record, 'header')
  const stamp = parseInstant((header && readText(header, 'datestamp')) ?? '')
  const day = stamp === undefined ? undefined : toUtcDay(stamp)
  const identifier = header && readText(header, 'identifier')
  const isGone = header !== undefined && readAttribute(header, 'status') === 'deleted'
  const form = findForm(record)
  const name = (form && readText(form, 'id')) ?? identifier ?? 'a record without id'
  const id = findArxivId(name)?.id
  const toFault = (reason: string): OaiRecord => {
    return { day, item: { fault: { position, reason, ...(id !== undefined && { id: toPaperId(id) }) } } }
  }
  if (id === undefined) return toFault(`"${name}" is not an arXiv id`)
  if (!record.whole) return toFault(`the record of ${id} is broken`)
  if (isGone) return { day, gone: { id: toPaperId(id), at: stamp ?? 0 } }
  if (form === undefined) return toFault(`the record of ${id} is in a form that is not known`)
  const title = readText(form, 'title')
  if (title === undefined) return toFault(`${id} has no title`)
  return { day, item: toPaper(form, id, title, stamp) }
}

/** The paper in one of arXiv's own forms; `undefined` where a record holds another, such as Dublin Core. */
function findForm(record: XmlNode): XmlNode | undefined {
  const metadata = findChild(record, 'metadata')
  return metadata && (findChild(metadata, 'arXivRaw') ?? findChild(metadata, 'arXiv'))
}

function toPaper(form: XmlNode, id: ArxivId, title: string, stamp: UnixMs | undefined): ReadItem {
  const isRaw = form.name === 'arXivRaw'
  const own = isRaw ? toRawFields(form) : toArxivFields(form, id)
  const at = Math.max(stamp ?? 0, own.updatedAt ?? own.publishedAt ?? 0)
  const fields: PaperFields = { title, ...toCommonFields(form), ...own }
  // A day is too little to reckon from: the cut-off is at 14:00.
  return { paper: toArxivRecord(id, fields, at, isRaw ? own.publishedAt : undefined) }
}

function toCommonFields(form: XmlNode): Partial<PaperFields> {
  const categories = (readText(form, 'categories') ?? '').split(/[\s,]+/).filter((category) => category !== '')
  const doi = readText(form, 'doi')
  return onlyPresent({
    abstract: readText(form, 'abstract'),
    categories: categories.length > 0 ? categories : undefined,
    primaryCategory: categories[0],
    comment: readText(form, 'comments'),
    journalRef: readText(form, 'journal-ref'),
    doi: doi && normaliseDoi(doi),
  })
}
