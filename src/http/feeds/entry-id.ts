import { toPaperPath } from '../../domain/addresses.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'

/** The year from which on a host is taken to be this server's: it is part of every id, and stays for ever. */
const SINCE = '2026'

/** Names things of one server for ever: by its host, since another server has other words for the same paper. */
export type EntryIds = {
  paper(id: PaperId): string
  edition(day: Day): string
  feed(path: string): string
}

/**
 * Ids of feeds and entries: tag URIs, which lead nowhere, so that a page may move without its entry becoming another.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc4151
 */
export function createEntryIds(baseUrl: string): EntryIds {
  // A port is no part of the authority of a tag.
  const prefix = `tag:${new URL(baseUrl).hostname.replace(/[^\w.-]/g, '')},${SINCE}:`
  return {
    paper: (id) => `${prefix}${toPaperPath(id).slice(1)}`,
    edition: (day) => `${prefix}editions/${day}`,
    feed: (path) => `${prefix}${path.slice(1)}`,
  }
}
