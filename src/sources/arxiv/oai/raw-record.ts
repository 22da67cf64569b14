import type { PaperFields } from '../../../domain/paper.ts'
import type { UnixMs } from '../../../domain/time.ts'
import { onlyPresent } from '../../../platform/only-present.ts'
import { parseMailDate } from '../../mail-date.ts'
import { listChildren, readAttribute, readText, type XmlNode } from '../../xml/xml-node.ts'
import { splitAuthors } from '../author-names.ts'
import { saysWithdrawn } from '../withdrawn.ts'

type Version = { number: number; at: UnixMs | undefined; sourceType: string }

/** What the form `arXivRaw` says beyond what all forms say (`toCommonFields`): every version with its instant. */
export function toRawFields(raw: XmlNode): Partial<PaperFields> {
  const versions = listVersions(raw)
  const newest = versions.at(-1)
  const authors = splitAuthors(readText(raw, 'authors') ?? '')
  return onlyPresent({
    authors: authors.length > 0 ? authors : undefined,
    version: newest?.number,
    publishedAt: versions.find(({ number }) => number === 1)?.at,
    updatedAt: newest?.at,
    withdrawnAt: newest && isWithdrawn(raw, newest) ? newest.at : undefined,
  })
}

/** By number, whatever their order. */
function listVersions(raw: XmlNode): Version[] {
  const versions = listChildren(raw, 'version').flatMap((node) => {
    const number = Number(/^v?([1-9]\d{0,3})$/.exec(readAttribute(node, 'version') ?? '')?.[1])
    if (!Number.isInteger(number)) return []
    const at = parseMailDate(readText(node, 'date') ?? '')
    return [{ number, at, sourceType: readText(node, 'source_type') ?? '' }]
  })
  return versions.sort((a, b) => a.number - b.number)
}

/** A version without anything to read bears the type I (for "ignore"); the comment says so in words, if its author did. */
function isWithdrawn(raw: XmlNode, { sourceType }: Version): boolean {
  if (sourceType.includes('I')) return true
  return saysWithdrawn(readText(raw, 'comments')) || saysWithdrawn(readText(raw, 'abstract'))
}
