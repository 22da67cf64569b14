import { z } from 'zod'
import { findArxivId } from '../../domain/arxiv-id.ts'
import { normaliseDoi } from '../../domain/doi.ts'
import type { Subject } from '../../domain/harvest.ts'
import { isArxivKey, MOST_COUNT } from '../../domain/paper.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { lenient, saidText } from '../lenient.ts'

const wireSource = z.object({ display_name: saidText, type: saidText })
const wireLocation = z.object({ version: saidText, source: lenient(wireSource) })
const wireWork = z.object({
  doi: z.string().min(1),
  cited_by_count: z.int().nonnegative().max(MOST_COUNT),
  title: saidText,
  publication_year: lenient(z.int().min(1000).max(9999)),
  primary_location: lenient(wireLocation),
})
const wireAnswer = z.object({ results: z.array(z.unknown()) })

/** A work as OpenAlex tells of it, as far as it is used here. */
export type Work = z.infer<typeof wireWork>

/** The fields that are asked for: whole works have hundreds. */
export const WORK_FIELDS = ['doi', 'cited_by_count', 'title', 'publication_year', 'primary_location']

// What divides the values of a filter can stand in none of them.
const ASKABLE = /^10\.\d{4,9}\/[^\s|,]+$/
const ARXIV_PREFIX = '10.48550/arxiv.'

/** The DOIs under which OpenAlex may know a paper: the one that arXiv gave, and the publisher's. */
export function listDois({ id, doi }: Subject): string[] {
  const ofArxiv = isArxivKey(id) && findArxivId(id) ? [`${ARXIV_PREFIX}${id}`.toLowerCase()] : []
  return [...new Set([...ofArxiv, ...(doi === undefined ? [] : [doi])])].filter((one) => ASKABLE.test(one))
}

/** Whether a DOI is a publisher's, not arXiv's. */
export function isPublished(doi: string): boolean {
  return !doi.startsWith(ARXIV_PREFIX)
}

/**
 * The works of an answer by their DOIs; of several under one DOI the most cited, since the others are its copies.
 *
 * @returns `faults` are the reasons of those that cannot be read
 * @throws UpstreamError `broken` where the answer is no list of works
 */
export function readWorks(value: unknown): { works: Map<string, Work>; faults: string[] } {
  const answer = wireAnswer.safeParse(value)
  if (!answer.success) throw new UpstreamError('broken', 'OpenAlex answered with JSON that is no list of works.')
  const works = new Map<string, Work>()
  const faults: string[] = []
  for (const [index, result] of answer.data.results.entries()) {
    const read = wireWork.safeParse(result)
    if (!read.success) {
      faults.push(`work ${index + 1}`)
      continue
    }
    const doi = normaliseDoi(read.data.doi)
    const before = works.get(doi)
    if (!before || read.data.cited_by_count > before.cited_by_count) works.set(doi, read.data)
  }
  return { works, faults }
}
