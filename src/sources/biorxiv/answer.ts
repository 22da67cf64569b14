import type { Harvest } from '../../domain/harvest.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { refuseOverlong } from '../refuse-overlong.ts'
import { isOfCategory, readPreprint, type Server } from './preprint.ts'
import { type WireMessage, wireAnswer } from './wire.ts'

/** What a page of the API is read with. `cursor` is where the page begins, from 0. */
export type PageSettings = { source: Server; title: string; categories: ReadonlySet<string>; cursor: number }

/** A page, and where the next one begins; `next` is absent after the last. */
export type Page = Pick<Harvest, 'items' | 'total'> & { next?: number }

/**
 * Reads one page of the details API: versions of preprints, those of other categories left out, and where the next page
 * begins. The last page may come before `total` says so: it counts what is not given.
 *
 * @throws UpstreamError `broken` where it is none, or tells an error as success
 */
export function readPage(value: unknown, { source, title, categories, cursor }: PageSettings): Page {
  const read = wireAnswer.safeParse(value)
  const [message] = read.data?.messages ?? []
  if (message === undefined)
    throw new UpstreamError('broken', `${title} answered with JSON that is no list of preprints.`)
  const collection = read.data?.collection ?? []
  if (collection.length === 0) return toEmpty(message, title)
  const items = collection.flatMap((version, index) =>
    isOfCategory(version, categories)
      ? [refuseOverlong(readPreprint(version, `item ${cursor + index + 1}`, source))]
      : [],
  )
  const { total } = message
  const next = cursor + (message.count || collection.length)
  const isLast = total !== undefined && next >= total
  return { items, ...(total !== undefined && { total }), ...(!isLast && { next }) }
}

function toEmpty({ status }: WireMessage, title: string): Page {
  if (status === undefined || /^ok$|\bno (?:posts|articles|papers) found/i.test(status)) return { items: [] }
  throw new UpstreamError('broken', `${title} answered: ${status.slice(0, 200)}`)
}
