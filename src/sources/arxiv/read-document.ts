import { AppError } from '../../domain/error.ts'
import type { ReadItem } from '../../domain/ports.ts'
import { findChild, listChildren, readText, type XmlNode } from '../xml/xml-node.ts'
import { readAtomAnswer } from './atom.ts'
import { isArxivFeed, readFeed } from './feed/read-feed.ts'
import { readOai } from './oai/read-oai.ts'

/** Whether a document of XML is one of arXiv's: an answer of its query API or of OAI-PMH, or a feed of its announcements. */
export function isArxivDocument(root: XmlNode): boolean {
  return root.name === 'OAI-PMH' || isArxivFeed(root) || isQueryAnswer(root)
}

/** An answer of the query API knows how much it found, and its entries by their addresses. */
function isQueryAnswer(root: XmlNode): boolean {
  if (root.name !== 'feed') return false
  const entries = listChildren(root, 'entry')
  if (entries.length === 0 || findChild(root, 'totalResults')) return true
  return entries.some((entry) => /\barxiv\.org\//i.test(readText(entry, 'id') ?? ''))
}

/**
 * Reads the papers of a document that one of arXiv's interfaces answered, in its order.
 *
 * @throws AppError `invalid` when it is none, or tells a failure and nothing else
 */
export function readArxivDocument(root: XmlNode): ReadItem[] {
  if (root.name === 'OAI-PMH') return readOaiItems(root)
  if (isArxivFeed(root)) return readFeed(root).items.map(({ item }) => item)
  if (root.name !== 'feed') throw new AppError('invalid', "XML, but none of arXiv's answers")
  return readAtomAnswer(root).items
}

function readOaiItems(root: XmlNode): ReadItem[] {
  const { records, error } = readOai(root)
  if (error)
    throw new AppError('invalid', `An answer of OAI-PMH that tells an error: ${error.code} ${error.message}`.trim())
  return records.map((record, index) => {
    if ('item' in record) return record.item
    return { fault: { position: `record ${index + 1}`, reason: `${record.gone.id} is deleted` } }
  })
}
