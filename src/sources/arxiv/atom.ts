import { XMLParser } from 'fast-xml-parser'
import { AppError } from '../../domain/error.ts'
import type { ReadItem } from '../../domain/ports.ts'
import { type AtomNode, readAtomEntry } from './atom-entry.ts'

// Two thousand entries, the most that one answer holds, are about 8 MB.
const MAX_LENGTH = 64 * 1024 * 1024

/**
 * Reads the papers of an answer of arXiv's API in Atom, in its order; an error entry is a fault that names arXiv's own
 * message (positions "entry 1" and on). A feed without entries holds no papers.
 *
 * @throws AppError `invalid` when the text is not an Atom feed, declares a document type, or is longer than 64 MiB.
 */
export function readAtom(xml: string): ReadItem[] {
  if (xml.length > MAX_LENGTH) throw new AppError('invalid', 'The Atom feed is larger than 64 MiB')
  // No feed needs one, and without it an entity stands for one character: nothing can grow.
  if (/<!DOCTYPE/i.test(xml)) throw new AppError('invalid', 'XML with a document type is not read')
  const { feed } = parseXml(xml)
  if (feed === undefined) throw new AppError('invalid', 'XML, but not an Atom feed of arXiv')
  const entries = feed === '' ? [] : (feed.entry ?? [])
  return entries.map((entry, index) => readAtomEntry(entry, `entry ${index + 1}`))
}

/** Whether a parsed JSON value is a recorded answer: the text that came back stands in `body`, beside its address. */
export function isRecordedAnswer(value: unknown): value is { body: string } {
  if (typeof value !== 'object' || value === null || !('body' in value)) return false
  return typeof value.body === 'string' && ('url' in value || 'status_code' in value)
}

/**
 * Reads the papers of a recorded answer's Atom, as `readAtom` does.
 *
 * @throws AppError `invalid` when its body is not an Atom feed.
 */
export function readRecordedAnswer(answer: { body: string }): ReadItem[] {
  if (!/^\s*</.test(answer.body)) throw new AppError('invalid', 'A recorded answer whose body is not XML')
  return readAtom(answer.body)
}

type Document = { feed?: '' | { entry?: AtomNode[] } }

function parseXml(xml: string): Document {
  try {
    return createParser().parse(xml, true) as Document
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : 'unreadable'
    throw new AppError('invalid', `The XML is broken: ${reason}`, { cause: thrown })
  }
}

const LISTS = new Set(['feed.entry', 'feed.entry.author', 'feed.entry.category'])

function createParser(): XMLParser {
  return new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    removeNSPrefix: true,
    ignoreDeclaration: true,
    isArray: (_name, path) => LISTS.has(String(path)),
    processEntities: true,
    // Numbered ones too, as "&#233;".
    htmlEntities: true,
  })
}
