import { AppError } from '../../../domain/error.ts'
import type { QueryProblem } from '../../../services/search/searching.ts'

/** A page says how it searched nevertheless. Here nothing was searched. */
const WHAT_WAS_DONE = / [^.]*\b(?:searched|left out)\b[^.]*\.$/

/**
 * Refuses a query that was not understood: a program cannot read a notice, and would take the answer for another's.
 *
 * @throws AppError `invalid` naming the first problem
 */
export function refuseProblems([first, ...more]: readonly QueryProblem[]): void {
  if (!first) return
  const others = more.length > 0 ? ` (${more.length} more)` : ''
  throw new AppError(
    'invalid',
    `q: at character ${first.start + 1}: ${first.message.replace(WHAT_WAS_DONE, '')}${others}`,
  )
}
