import { AppError } from '../../../domain/error.ts'
import { parseInstant, type UnixMs } from '../../../domain/time.ts'
import { findChild, holdsAll, listChildren, readAttribute, readOwnText, type XmlNode } from '../../xml/xml-node.ts'
import { type OaiRecord, readOaiRecord } from './read-record.ts'

/** Where a list goes on. arXiv writes `expires` where the protocol has `expirationDate`. */
export type Resumption = { token: string; expires: UnixMs | undefined }

/** An answer of OAI-PMH. */
export type OaiAnswer = {
  records: OaiRecord[]
  /** Absent at the end of a list. */
  resumption: Resumption | undefined
  /** How many records the list has in all, where it is told; arXiv does not. */
  total: number | undefined
  /** A failure, told with success all the same; `noRecordsMatch` is none but an empty list. */
  error: { code: string; message: string } | undefined
}

const LISTS = ['ListRecords', 'GetRecord']
const BESIDES = new Set(['responseDate', 'request'])

/**
 * Reads an answer of OAI-PMH to ListRecords or GetRecord, its records in their order (positions "record 1" and on).
 *
 * @throws AppError `invalid` where it is none, or what is not in a record is broken: then records may be missing
 */
export function readOai(root: XmlNode): OaiAnswer {
  if (root.name !== 'OAI-PMH') throw new AppError('invalid', 'XML, but not OAI-PMH')
  const parts = root.children.filter(({ name }) => !BESIDES.has(name))
  const [part] = parts
  if (part?.name === 'error') return toFailure(part)
  if (part === undefined || parts.length > 1) throw new AppError('invalid', 'OAI-PMH without its one list or error')
  if (!LISTS.includes(part.name)) throw new AppError('invalid', `OAI-PMH, but no list of records: ${part.name}`)
  if (!holdsAll(root) || !holdsAll(part)) throw new AppError('invalid', 'The XML is broken between its records')
  const token = findChild(part, 'resumptionToken')
  const total = Number((token && readAttribute(token, 'completeListSize')) ?? NaN)
  return {
    records: listChildren(part, 'record').map((record, index) => readOaiRecord(record, `record ${index + 1}`)),
    resumption: token && toResumption(token),
    total: Number.isSafeInteger(total) && total >= 0 ? total : undefined,
    error: undefined,
  }
}

function toFailure(error: XmlNode): OaiAnswer {
  const code = readAttribute(error, 'code') ?? 'without a code'
  const failure = code === 'noRecordsMatch' ? undefined : { code, message: readOwnText(error) ?? '' }
  return { records: [], resumption: undefined, total: undefined, error: failure }
}

function toResumption(node: XmlNode): Resumption | undefined {
  const token = readOwnText(node)
  if (token === undefined) return undefined
  const expires = readAttribute(node, 'expires') ?? readAttribute(node, 'expirationDate') ?? ''
  return { token, expires: parseInstant(expires) }
}
