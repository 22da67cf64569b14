import { z } from 'zod'
import { readIds } from '../domain/id-list.ts'
import type { PaperId } from '../domain/paper.ts'
import type { FindPaper } from '../services/find-paper.ts'
import { MOST_EXAMPLES } from '../services/search/searching.ts'
import { toPastedId } from './pasted-id.ts'

const LONGEST_ID = 300

/** A parameter that lists papers as examples, with commas between. Absent, there are none. */
export function examples() {
  return z
    .string()
    .transform(readIds)
    .refine((ids) => ids.length <= MOST_EXAMPLES, `expected at most ${MOST_EXAMPLES} papers`)
    .refine((ids) => ids.every((id) => id.length <= LONGEST_ID), 'expected ids of papers')
    .default([])
}

/** The papers that an address gives as examples, each once, by the ids that they have now. */
export type Examples = {
  like: readonly PaperId[]
  unlike: readonly PaperId[]
  /** Of all of them. */
  titles: ReadonlyMap<PaperId, string>
  /** As the address says them: no paper here has or had such an id. */
  unknown: readonly string[]
  /** Papers that were given to be like and to be unlike; they are among neither. */
  disputed: readonly PaperId[]
}

/** Looks examples up, by former ids, versions and whatever else people paste for a paper. Reads each paper once. */
export async function findExamples(
  findPaper: FindPaper,
  asked: { like: readonly string[]; unlike: readonly string[] },
): Promise<Examples> {
  const titles = new Map<PaperId, string>()
  const unknown: string[] = []
  const find = async (pasted: string): Promise<PaperId[]> => {
    const paper = await findPaper(toPastedId(pasted))
    if (paper) titles.set(paper.id, paper.fields.title)
    else unknown.push(pasted)
    return paper ? [paper.id] : []
  }
  const findAll = async (ids: readonly string[]): Promise<PaperId[]> => [
    ...new Set((await Promise.all(ids.map(find))).flat()),
  ]
  const [like, unlike] = [await findAll(asked.like), await findAll(asked.unlike)]
  const disputed = like.filter((id) => unlike.includes(id))
  const isAgreed = (id: PaperId): boolean => !disputed.includes(id)
  return { like: like.filter(isAgreed), unlike: unlike.filter(isAgreed), titles, unknown, disputed }
}
