import { UpstreamError } from '../domain/upstream-error.ts'

/** How many records a task has behind it, from its resume token; 0 without one. @throws UpstreamError `refused` for any other text */
export function readPosition(resume: string | undefined): number {
  if (resume === undefined || /^\d{1,9}$/.test(resume)) return Number(resume ?? 0)
  throw new UpstreamError('refused', `There is no way to go on from "${resume}".`)
}
