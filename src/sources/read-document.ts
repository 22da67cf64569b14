import { isUtf8 } from 'node:buffer'
import { AppError } from '../domain/error.ts'
import type { FileItem } from '../domain/ports.ts'
import { isArxivDocument, readArxivDocument } from './arxiv/read-document.ts'
import { isRecordedAnswer, readRecordedAnswer } from './arxiv/recorded-answer.ts'
import { toStorableJson, toStorable } from './storable-text.ts'
import { isDailyAnswer, readDailyAnswer } from './daily-papers/answer.ts'
import { readFeed } from './feeds/read-feed.ts'
import { isJsonFeed } from './feeds/read-json-feed.ts'
import { readBibtex } from './files/read-bibtex.ts'
import { isCslJson, readCslJson } from './files/read-csl-json.ts'
import { readIdList } from './files/read-id-list.ts'
import { readRis } from './files/read-ris.ts'
import { isZoteroJson, readZoteroJson } from './files/read-zotero-json.ts'
import { isZoteroRdf, readZoteroRdf } from './files/read-zotero-rdf.ts'
import { type Form, unknownForm } from './form.ts'
import { isPaperRow, readRow } from './read-row.ts'
import { readSavedPage } from './saved-page/read-page.ts'
import { decodeXml } from './xml/decode-xml.ts'
import { readXml } from './xml/read-xml.ts'

type DocumentForm = Exclude<Form, 'json_lines'>

/** The roots of Atom and of RSS, in its two shapes. */
const FEEDS = new Set(['feed', 'rss', 'RDF'])

const MAX_MIB: Record<DocumentForm, number> = { json: 256, xml: 64, page: 16, bibtex: 64, ris: 64, ids: 16 }

/**
 * Reads all items of a file that is one document and must be held whole.
 *
 * @throws AppError `invalid` when it is too large (JSON 256 MiB, XML, BibTeX and RIS 64, any other text 16), broken, or none that import knows.
 */
export async function readDocument(bytes: AsyncIterable<Buffer>, form: DocumentForm): Promise<FileItem[]> {
  const whole = await collectBytes(bytes, MAX_MIB[form])
  switch (form) {
    case 'xml':
      return readXmlItems(decodeXml(whole))
    case 'page':
      return readSavedPage(toStorable(toText(whole)))
    case 'json':
      return readJson(toText(whole))
    case 'bibtex':
      return readBibtex(toAnyText(whole))
    case 'ris':
      return readRis(toAnyText(whole))
    case 'ids':
      return readIdList(toAnyText(whole))
  }
}

function readXmlItems(xml: string): FileItem[] {
  if (isZoteroRdf(xml)) return readZoteroRdf(toStorable(xml))
  const root = readXml(xml)
  if (isArxivDocument(root)) return readArxivDocument(root)
  if (!FEEDS.has(root.name))
    throw new AppError('invalid', "XML, but no feed, none of arXiv's answers, and not Zotero's")
  // A file may have lain anywhere for any time: whatever dates it tells have come.
  return readFeed(xml, Infinity)
}

function readJson(text: string): FileItem[] {
  const value = parseJson(text)
  if (isRecordedAnswer(value)) return readRecordedAnswer(value)
  if (isJsonFeed(value)) return readFeed(text, Infinity)
  if (isZoteroJson(value)) return readZoteroJson(value)
  if (isCslJson(value)) return readCslJson(value)
  if (isPaperRow(value)) return [readRow(value, 'item 1')]
  if (!isDailyAnswer(value)) throw unknownForm()
  const { papers, faults } = readDailyAnswer(value)
  return [...papers.map((paper) => ({ paper })), ...faults.map((fault) => ({ fault }))]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(toStorableJson(text))
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : 'unreadable'
    throw new AppError('invalid', `The JSON is broken: ${reason}`, { cause: thrown })
  }
}

async function collectBytes(bytes: AsyncIterable<Buffer>, maxMib: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of bytes) {
    sizeBytes += chunk.length
    if (sizeBytes > maxMib * 1024 * 1024) throw new AppError('invalid', `A document larger than ${maxMib} MiB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Libraries of literature are old, and so are their encodings: what is not UTF-8 is what Windows wrote. */
function toAnyText(whole: Buffer): string {
  return toStorable(isUtf8(whole) ? whole.toString() : new TextDecoder('windows-1252').decode(whole))
}

function toText(whole: Buffer): string {
  if (!isUtf8(whole)) throw new AppError('invalid', 'The text is not UTF-8')
  return whole.toString()
}
