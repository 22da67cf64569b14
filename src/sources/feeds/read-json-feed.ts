import { z } from 'zod'
import { AppError } from '../../domain/error.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { toStorableJson } from '../storable-text.ts'
import { findTextOfHtml } from '../html-text.ts'
import { lenient, listOf, saidText } from '../lenient.ts'
import { parseMailDate } from '../mail-date.ts'
import type { FeedItem } from './feed-item.ts'

const date = lenient(z.string().transform(parseMailDate))
const author = z.object({ name: saidText })
const wireItem = z.object({
  id: lenient(z.coerce.string().trim().min(1)),
  url: saidText,
  external_url: saidText,
  title: saidText,
  summary: saidText,
  content_text: saidText,
  content_html: saidText,
  date_published: date,
  date_modified: date,
  authors: lenient(listOf(author)),
  author: lenient(author),
  tags: lenient(listOf(z.string())),
})
const wireFeed = z.object({ version: z.string().includes('jsonfeed.org'), items: z.array(z.unknown()) })

/** Whether a parsed JSON value is a JSON Feed (jsonfeed.org, 1.0 and 1.1). */
export function isJsonFeed(value: unknown): boolean {
  return wireFeed.safeParse(value).success
}

/**
 * Reads the items of a JSON Feed, in their order. An item that is no object has nothing to read and counts as empty.
 *
 * @throws AppError `invalid` where it is no JSON, or no feed
 */
export function readJsonFeed(text: string): FeedItem[] {
  const read = wireFeed.safeParse(parseJson(text))
  if (!read.success) throw new AppError('invalid', 'JSON that is no feed')
  return read.data.items.map((item, index) => readItem(item, `item ${index + 1}`))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(toStorableJson(text))
  } catch (cause) {
    throw new AppError('invalid', 'The JSON is broken or cut off', { cause })
  }
}

function readItem(value: unknown, position: string): FeedItem {
  const item = wireItem.safeParse(value).data ?? {}
  const names = [item.id, item.url, item.external_url].filter((name) => name !== undefined)
  const authors = (item.authors ?? [item.author]).flatMap((one) => one?.name ?? [])
  return {
    position,
    names,
    authors,
    categories: item.tags ?? [],
    ...onlyPresent({
      link: item.url ?? item.external_url,
      title: item.title,
      abstract: item.summary ?? item.content_text ?? findTextOfHtml(item.content_html),
      publishedAt: item.date_published,
      updatedAt: item.date_modified,
    }),
  }
}
