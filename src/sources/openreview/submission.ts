import { createRecord, type PaperFields, type PaperId } from '../../domain/paper.ts'
import type { ReadItem } from '../../domain/ports.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { type WireNote, wireNote } from './wire.ts'

const PAGES = 'https://openreview.net'
/** As OpenReview makes them: letters of base64 for addresses, eight or more of them. */
const FORUM_ID = /^[\w-]{1,64}$/
const TAKEN_BACK = /withdrawn|desk[_ -]?reject/i
const NOT_DECIDED = /submi(?:tted|ssion)|under review|reject/i

/**
 * Reads one submission. It is known by its forum, since titles are borne by several; arXiv's record of the same work joins
 * it by title, where authors agree. The venue is its journal once that has taken it, and stands in its remark before, with the keywords and the address of its page.
 *
 * @param position where it stands, for the fault: "item 3"
 * @returns nothing for one that was withdrawn, desk-rejected or deleted
 */
export function readSubmission(value: unknown, position: string, venue: string): ReadItem[] {
  const read = wireNote.safeParse(value)
  if (!read.success) return [{ fault: { position, reason: 'not a submission' } }]
  const note = read.data
  const { title } = note.content
  if (isTakenBack(note)) return []
  if (title === undefined) return [{ fault: { position, reason: `${note.id ?? 'a submission'} has no title` } }]
  const forum = note.forum ?? note.id ?? ''
  if (!FORUM_ID.test(forum)) return [{ fault: { position, reason: `"${title}" has no forum that names it` } }]
  const madeAt = note.cdate ?? note.tcdate
  const origin = { source: 'openreview', at: note.mdate ?? madeAt ?? 0, weight: 0 } as const
  const fields: PaperFields = { title, ...toFields(note, venue), ...onlyPresent({ publishedAt: madeAt }) }
  return [{ paper: createRecord(`openreview:${forum}` as PaperId, fields, origin) }]
}

function isTakenBack({ ddate, content: { venue = '', venueid = '' } }: WireNote): boolean {
  return ddate !== undefined || TAKEN_BACK.test(venue) || TAKEN_BACK.test(venueid)
}

function toFields(note: WireNote, venue: string): Partial<PaperFields> {
  const { abstract, authors = [], keywords = [], venue: label } = note.content
  const names = authors.filter((name) => !/^anonymous(?: authors?)?$/i.test(name))
  const isTaken = hasTaken(note, venue)
  const page = note.forum ?? note.id
  const remarks = [
    isTaken || label === undefined ? undefined : `${label}.`,
    keywords.length > 0 ? `Keywords: ${keywords.join(', ')}.` : undefined,
    page && `${PAGES}/forum?id=${encodeURIComponent(page)}`,
  ].filter((remark) => remark !== undefined)
  return onlyPresent({
    abstract,
    authors: names.length > 0 ? names : undefined,
    journalRef: isTaken ? label : undefined,
    comment: remarks.join(' ') || undefined,
  })
}

/** A venue gives its own id to what it takes, and one below it to all else. */
function hasTaken({ content: { venue: label = '', venueid } }: WireNote, venue: string): boolean {
  return venueid === undefined ? !NOT_DECIDED.test(label) : venueid === venue.split('/-/')[0]
}
