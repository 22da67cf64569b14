import { z } from 'zod'
import { MOST_EXAMPLES } from '../services/search/searching.ts'
import { readIds } from './search-path.ts'

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
