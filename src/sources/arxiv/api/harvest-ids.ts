import { z } from 'zod'
import type { ArxivId } from '../../../domain/arxiv-id.ts'
import type { Harvest } from '../../../domain/harvest.ts'
import type { ReadItem } from '../../../domain/ports.ts'
import { UpstreamError } from '../../../domain/upstream-error.ts'
import { type ArxivDeps, askArxiv, toArxivError, toUrl } from '../ask-arxiv.ts'
import { type AtomAnswer, readAtomAnswer } from '../atom.ts'
import { readResume } from '../../read-resume.ts'
import { toPaperId } from '../to-record.ts'

/** The most ids that are asked for at once. */
export const MOST_IDS = 100

const placeSchema = z.object({ next: z.int().nonnegative(), size: z.int().positive() })
type Place = z.output<typeof placeSchema>

/**
 * Fetches single papers by the query API, up to 100 for each answer. One that it does not know it leaves out without a
 * word: that is a fault here. Where it refuses a question for one id in it, smaller ones are asked.
 */
export async function harvestIds(
  deps: ArxivDeps,
  ids: readonly ArxivId[],
  resume: string | undefined,
  signal: AbortSignal,
): Promise<Harvest> {
  const place = readResume(placeSchema, resume) ?? { next: 0, size: MOST_IDS }
  const asked = ids.slice(place.next, place.next + place.size)
  if (asked.length === 0) return { items: [] }
  const behind = { next: place.next + asked.length, size: MOST_IDS }
  try {
    const answer = await askForIds(deps, asked, signal)
    return toHarvest([...answer.items, ...listUnknown(asked, answer)], ids, behind)
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.trouble !== 'refused') throw error
    const [only] = asked
    if (asked.length > 1) return toHarvest([], ids, { next: place.next, size: asked.length >> 1 })
    return toHarvest(only === undefined ? [] : [toFault(only, error.message)], ids, behind)
  }
}

async function askForIds(deps: ArxivDeps, asked: readonly ArxivId[], signal: AbortSignal): Promise<AtomAnswer> {
  const url = toUrl(deps.addresses.api, { id_list: asked.join(','), start: '0', max_results: String(MOST_IDS) })
  const answer = await askArxiv(deps, ['api', url], signal, readAtomAnswer)
  if (answer.error !== undefined) throw toArxivError('api', 'refused', `answered with an error: ${answer.error}`)
  return answer
}

function listUnknown(asked: readonly ArxivId[], { items }: AtomAnswer): ReadItem[] {
  const told = new Set<string>(items.flatMap((item) => ('paper' in item ? [item.paper.id] : [])))
  return asked.filter((id) => !told.has(id)).map((id) => toFault(id, "arXiv's query API did not tell of this paper"))
}

function toFault(id: ArxivId, reason: string): ReadItem {
  return { fault: { position: id, reason, id: toPaperId(id) } }
}

function toHarvest(items: ReadItem[], ids: readonly ArxivId[], next: Place): Harvest {
  return { items, total: ids.length, ...(next.next < ids.length && { resume: JSON.stringify(next) }) }
}
