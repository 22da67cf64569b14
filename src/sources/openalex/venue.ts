import { createRecord, type Paper, type PaperId } from '../../domain/paper.ts'
import type { UnixMs } from '../../domain/time.ts'
import type { Work } from './works.ts'

const VENUES = ['journal', 'conference']

/**
 * The record of where a work was published; `undefined` where that is not certain.
 *
 * Certain is what OpenAlex tells of the publisher's own copy of the work under the very DOI that the paper has: a journal
 * or a conference. Of preprints it guesses by their titles which journal's article is the same work; that is not used,
 * since a wrong DOI would make two works one.
 */
export function findVenue(id: PaperId, doi: string, work: Work, at: UnixMs): Paper | undefined {
  const { version, source } = work.primary_location ?? {}
  const { display_name: name, type = '' } = source ?? {}
  if (version !== 'publishedVersion' || name === undefined || !VENUES.includes(type)) return undefined
  if (work.title === undefined) return undefined
  const journalRef = work.publication_year === undefined ? name : `${name} (${work.publication_year})`
  return createRecord(id, { title: work.title, doi, journalRef }, { source: 'openalex', at, weight: 0 })
}
