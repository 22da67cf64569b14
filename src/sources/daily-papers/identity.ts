import { type ArxivId, findArxivId } from '../../domain/arxiv-id.ts'
import { onlyPresent } from '../../platform/only-present.ts'

/** What a record cannot do without. */
export type Identity = { id: ArxivId; title: string; version?: number }

/** The id and title of a record; where one is missing, the reason in words that can follow a position. */
export function readIdentity(id: string | undefined, title: string | undefined): Identity | { reason: string } {
  if (id === undefined || id.trim() === '') return { reason: title ? `no id, title "${title}"` : 'no id and no title' }
  const found = findArxivId(id)
  if (found === undefined) return { reason: `"${id}" is not an arXiv id` }
  if (title === undefined || title.trim() === '') return { reason: `${id} has no title` }
  return { id: found.id, title, ...onlyPresent({ version: found.version }) }
}
