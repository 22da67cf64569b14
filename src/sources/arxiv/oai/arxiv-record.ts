import { type ArxivId, toArxivMonth } from '../../../domain/arxiv-id.ts'
import type { PaperFields } from '../../../domain/paper.ts'
import type { UnixMs } from '../../../domain/time.ts'
import { onlyPresent } from '../../../platform/only-present.ts'
import { parseMailDate } from '../../mail-date.ts'
import { findChild, listChildren, readText, type XmlNode } from '../../xml/xml-node.ts'
import { toUnicode } from '../author-names.ts'
import { saysWithdrawn } from '../withdrawn.ts'

/**
 * What the form `arXiv` says beyond what all forms say (`toCommonFields`): names in parts, and days without times. It has
 * no versions, and the day that it calls `created` is that of the newest version at times.
 */
export function toArxivFields(node: XmlNode, id: ArxivId): Partial<PaperFields> {
  const list = findChild(node, 'authors')
  const authors = list ? listChildren(list, 'author').flatMap(toName) : []
  const [created, updated] = [readDay(node, 'created'), readDay(node, 'updated')]
  const isCreation = created !== undefined && toMonth(created) <= toArxivMonth(id)
  const updatedAt = updated ?? created
  const isWithdrawn = saysWithdrawn(readText(node, 'comments')) || saysWithdrawn(readText(node, 'abstract'))
  return onlyPresent({
    authors: authors.length > 0 ? authors : undefined,
    publishedAt: isCreation ? created : undefined,
    updatedAt,
    withdrawnAt: isWithdrawn ? updatedAt : undefined,
  })
}

function toName(author: XmlNode): string[] {
  const parts = ['forenames', 'keyname', 'suffix'].flatMap((part) => readText(author, part) ?? [])
  const name = toUnicode(parts.join(' '))
  // A colon after a collaboration stands as an author of its own.
  return /\p{L}/u.test(name) ? [name] : []
}

function readDay(node: XmlNode, name: string): UnixMs | undefined {
  return parseMailDate(readText(node, name) ?? '')
}

/** Months since year 0, as `toArxivMonth` counts them. */
function toMonth(instant: UnixMs): number {
  const date = new Date(instant)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
