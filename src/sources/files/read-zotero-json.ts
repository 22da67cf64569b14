import { z } from 'zod'
import type { FileItem } from '../../domain/ports.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { findTextOfHtml } from '../html-text.ts'
import { lenient, listOf, saidText } from '../lenient.ts'
import { findArxivName } from './find-arxiv-name.ts'
import { findZoteroDay } from './zotero-date.ts'
import type { Reference } from './reference.ts'
import { toItem } from './to-item.ts'

// Source: https://api.zotero.org/schema, version 3 of the API; Better BibTeX writes the same items without their wrapping.
const creator = z.object({ creatorType: saidText, firstName: saidText, lastName: saidText, name: saidText })
const wireItem = z.object({
  key: saidText,
  itemType: saidText,
  title: saidText,
  abstractNote: saidText,
  creators: lenient(listOf(creator)),
  publicationTitle: saidText,
  proceedingsTitle: saidText,
  bookTitle: saidText,
  repository: saidText,
  archiveID: saidText,
  DOI: saidText,
  url: saidText,
  date: saidText,
  volume: saidText,
  issue: saidText,
  pages: saidText,
  extra: saidText,
})

/** What hangs on other items. */
const NO_WORK = new Set(['attachment', 'note', 'annotation'])

/** Whether a parsed JSON value is an export of Zotero's items, as its API or Better BibTeX write them. */
export function isZoteroJson(value: unknown): boolean {
  return toItems(value).some((item) => wireItem.safeParse(item).data?.itemType !== undefined)
}

/** Reads the papers of such an export, in its order (positions "item 1" and on). Attachments and notes are none. */
export function readZoteroJson(value: unknown): FileItem[] {
  return toItems(value).flatMap((item, index) => {
    const read = wireItem.safeParse(item)
    const position = `item ${index + 1}`
    if (!read.success || read.data.itemType === undefined)
      return [{ fault: { position, reason: 'not an item of Zotero' } }]
    return NO_WORK.has(read.data.itemType) ? [] : [toItem(toReference(read.data, position))]
  })
}

/** The API wraps each item in `data`, and Better BibTeX puts all of them under `items`. */
function toItems(value: unknown): unknown[] {
  const list: unknown = typeof value === 'object' && value && 'items' in value ? value.items : value
  if (!Array.isArray(list)) return typeof value === 'object' && value && 'itemType' in value ? [value] : []
  return list.map((item: unknown) => (typeof item === 'object' && item && 'data' in item ? item.data : item))
}

function toReference(item: z.infer<typeof wireItem>, position: string): Reference {
  const arxiv = [item.archiveID, item.extra].flatMap((text) => findArxivName(text ?? '') ?? [])
  const creators = item.creators ?? []
  const authors = creators.filter(({ creatorType }) => creatorType === undefined || creatorType === 'author')
  return {
    position,
    authors: (authors.length > 0 ? authors : creators).map(toName).filter((written) => written !== ''),
    names: [...arxiv, item.DOI ?? '', item.url ?? ''].filter((text) => text !== ''),
    ...onlyPresent({
      label: item.key,
      title: findTextOfHtml(item.title),
      abstract: item.abstractNote,
      doi: item.DOI,
      container: item.publicationTitle ?? item.proceedingsTitle ?? item.bookTitle ?? item.repository,
      volume: item.volume,
      issue: item.issue,
      pages: item.pages,
      year: /\d{4}/.exec(item.date ?? '')?.[0],
      day: findZoteroDay(item.date),
    }),
  }
}

function toName({ name, firstName, lastName }: z.infer<typeof creator>): string {
  return name ?? [firstName, lastName].filter((part) => part !== undefined).join(' ')
}
