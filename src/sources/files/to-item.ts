import { normaliseDoi } from '../../domain/doi.ts'
import { createRecord, isArxivKey, type PaperFields, type PaperId } from '../../domain/paper.ts'
import type { FileItem } from '../../domain/ports.ts'
import { type Day, fromUtcDay, isDay } from '../../domain/time.ts'
import { toTitleKey } from '../../domain/title-key.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { findKey } from '../find-key.ts'
import type { Reference } from './reference.ts'

const DOI = /^10\.\d{4,9}\/\S+$/
/** arXiv's papers are in no journal called arXiv. */
const NO_JOURNAL = /\barxiv\b|^corr$|^abs\/|^preprint$/i

/**
 * The paper that a library's record describes, known by its arXiv id, its DOI or its title. One without a title whose
 * arXiv id is known is to be fetched; one without either is a fault.
 */
export function toItem(reference: Reference): FileItem {
  const { position, label, title, names, doi } = reference
  const key = findKey([...names, ...(doi === undefined ? [] : [doi])])
  if (title === undefined) return toUntitled(key?.id, position, label)
  const id = key?.id ?? (`title:${toTitleKey(title)}` as PaperId)
  const origin = { source: 'file', at: toTime(reference), weight: 0 } as const
  return {
    paper: createRecord(id, { title, ...onlyPresent({ version: key?.version }), ...toFields(reference, id) }, origin),
  }
}

/** What becomes of a record that has no title. */
export function toUntitled(id: PaperId | undefined, position: string, label = 'a record'): FileItem {
  if (id === undefined) return { fault: { position, reason: `${label} has no title` } }
  if (isArxivKey(id)) return { wanted: id }
  const reason = `${id.replace('doi:', '')} is a DOI alone: no source fetches papers by DOI, so give it with its title`
  return { fault: { position, reason } }
}

function toFields(reference: Reference, id: PaperId): Partial<PaperFields> {
  const { abstract, authors, day, doi = '', names } = reference
  const normal = normaliseDoi(doi)
  return onlyPresent({
    abstract,
    authors: authors.length > 0 ? authors : undefined,
    // A library tells when a paper was printed, and of a paper of arXiv that is not when it appeared.
    publishedAt: day === undefined || isArxivKey(id) ? undefined : fromUtcDay(day),
    journalRef: toJournal(reference),
    doi: DOI.test(normal) && !normal.startsWith('10.48550/arxiv.') ? normal : undefined,
    projectPage: id.startsWith('title:') ? names.find((name) => /^https?:\/\//i.test(name)) : undefined,
  })
}

/** "Journal of Owls 12(3), 45–67 (2026)", as far as it is told. */
function toJournal({ container, volume, issue, pages, year }: Reference): string | undefined {
  if (container === undefined || NO_JOURNAL.test(container) || NO_JOURNAL.test(volume ?? '')) return undefined
  const number = volume === undefined ? '' : ` ${volume}${issue === undefined ? '' : `(${issue})`}`
  const range = pages === undefined ? '' : `, ${pages.replace(/\s+/g, ' ').replace(/ ?-+ ?/g, '–')}`
  return `${container}${number}${range}${year === undefined ? '' : ` (${year})`}`
}

/** The earliest time at which the record can have been written. */
function toTime({ day, year }: Reference): number {
  const first = `${year}-01-01`
  return fromUtcDay(day ?? (isDay(first) ? first : ('1970-01-01' as Day)))
}
