import { AppError } from '../../domain/error.ts'
import type { ReadItem } from '../../domain/ports.ts'
import type { UnixMs } from '../../domain/time.ts'
import { toStorable } from '../storable-text.ts'
import { refuseOverlong } from '../refuse-overlong.ts'
import { readJsonFeed } from './read-json-feed.ts'
import { readXmlFeed } from './read-xml-feed.ts'
import { toPaper } from './to-paper.ts'

const MOST_ITEMS = 5000

/**
 * Reads the papers of a feed of any form, told by how it begins: RSS, Atom, or JSON Feed. Items that are no papers are
 * faults. A feed without items holds no papers.
 *
 * @param now when it was read: dates beyond are none
 * @throws AppError `invalid` where it is no feed, is broken or cut off, or has more than 5,000 items
 */
export function readFeed(text: string, now: UnixMs): ReadItem[] {
  const items = readItems(toStorable(text))
  if (items.length > MOST_ITEMS) throw new AppError('invalid', 'The feed has more than 5,000 items')
  return items.map((item) => refuseOverlong(toPaper(item, now)))
}

function readItems(text: string) {
  const first = /\S/.exec(text.slice(0, 4096))?.[0]
  if (first === '<') return readXmlFeed(text)
  if (first === '{') return readJsonFeed(text)
  throw new AppError('invalid', first === undefined ? 'The feed is empty' : 'Neither XML nor JSON, so no feed')
}
