import type { Harvest } from '../../domain/harvest.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { isOfCategory, readPreprint, type Server } from './preprint.ts'
import { type WireMessage, wireAnswer } from './wire.ts'

/** What a page of the API is read with. `cursor` is where the page begins, from 0. */
export type PageSettings = { source: Server; title: string; categories: ReadonlySet<string>; cursor: number }

/**
 * Reads one page of the details API: versions of preprints, those of other categories left out, and where the next page
 * begins. `resume` is absent after the last page, which may come before `total` says so: it counts what is not given.
 *
 * @throws UpstreamError `broken` where it is none, or tells an error as success
 */
export function readPage(value: unknown, { source, title, categories, cursor }: PageSettings): Harvest {
  const read = wireAnswer.safeParse(value)
  const [message] = read.data?.messages ?? []
  if (message === undefined)
    throw new UpstreamError('broken', `${title} answered with JSON that is no list of preprints.`)
  const collection = read.data?.collection ?? []
  if (collection.length === 0) return toEmpty(message, title)
  const items = collection.flatMap((version, index) =>
    isOfCategory(version, categories) ? [readPreprint(version, `item ${cursor + index + 1}`, source)] : [],
  )
  const { total } = message
  const next = cursor + (message.count || collection.length)
  const isLast = total !== undefined && next >= total
  return { items, ...(total !== undefined && { total }), ...(!isLast && { resume: String(next) }) }
}

function toEmpty({ status }: WireMessage, title: string): Harvest {
  if (status === undefined || /^ok$|\bno (?:posts|articles|papers) found/i.test(status)) return { items: [] }
  throw new UpstreamError('broken', `${title} answered: ${status.slice(0, 200)}`)
}
