import { AppError } from '../../domain/error.ts'
import type { ReadItem } from '../../domain/ports.ts'
import { holdsAll, listChildren, readText, type XmlNode } from '../xml/xml-node.ts'
import { findErrorMessage, readAtomEntry } from './atom-entry.ts'

/** An answer of arXiv's query API. */
export type AtomAnswer = {
  /** A paper or a fault for each entry, in their order. */
  items: ReadItem[]
  /** How many papers the query finds in all, where it is told. */
  total: number | undefined
  /** What went wrong, where the answer is one of arXiv's errors and nothing else. */
  error: string | undefined
}

/**
 * Reads the papers of an answer of arXiv's API in Atom, in its order; an error entry is a fault that names arXiv's own
 * message (positions "entry 1" and on). A feed without entries holds no papers.
 *
 * @throws AppError `invalid` when it is not an Atom feed, or its entries may not all be there
 */
export function readAtomAnswer(feed: XmlNode): AtomAnswer {
  if (feed.name !== 'feed') throw new AppError('invalid', 'XML, but not an Atom feed of arXiv')
  if (!holdsAll(feed)) throw new AppError('invalid', 'The XML is broken between its entries')
  const entries = listChildren(feed, 'entry')
  const total = Number(readText(feed, 'totalResults') ?? NaN)
  const [first] = entries
  return {
    items: entries.map((entry, index) => readAtomEntry(entry, `entry ${index + 1}`)),
    total: Number.isSafeInteger(total) && total >= 0 ? total : undefined,
    error: first && entries.length === 1 ? findErrorMessage(first) : undefined,
  }
}
