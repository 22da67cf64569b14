import type { ArxivId } from '../../../domain/arxiv-id.ts'
import type { Harvest } from '../../../domain/harvest.ts'
import { type ArxivDeps, askArxiv, toUrl } from '../ask-arxiv.ts'
import { refuseError } from './harvest-changed.ts'
import { readOai } from './read-oai.ts'
import { readPosition } from '../../read-resume.ts'

/** Fetches single papers by OAI-PMH, one for each answer. `resume` is the place of the next in `ids`. */
export async function harvestSingle(
  deps: ArxivDeps,
  ids: readonly ArxivId[],
  resume: string | undefined,
  signal: AbortSignal,
): Promise<Harvest> {
  const place = readPosition(resume)
  const id = ids[place]
  if (id === undefined) return { items: [] }
  const asked = { verb: 'GetRecord', identifier: `oai:arXiv.org:${id}`, metadataPrefix: 'arXivRaw' }
  const answer = await askArxiv(deps, ['oai', toUrl(deps.addresses.oai, asked)], signal, readOai)
  const more = { total: ids.length, ...(place + 1 < ids.length && { resume: String(place + 1) }) }
  if (answer.error?.code === 'idDoesNotExist') {
    return { items: [{ fault: { position: id, reason: "arXiv's OAI-PMH knows no such paper" } }], ...more }
  }
  refuseError(answer)
  const items = answer.records.flatMap((record) => ('item' in record ? [record.item] : []))
  const withdrawn = answer.records.flatMap((record) => ('gone' in record ? [record.gone] : []))
  return { items, ...(withdrawn.length > 0 && { withdrawn }), ...more }
}
